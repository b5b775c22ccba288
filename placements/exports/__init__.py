"""Lists that leave the house: what stands in their columns, and how workbooks, CSV files and paper are written."""

"""Days as the office writes them: 2015年7月24日, in tables and forms 2015-07-24; read as 2015-07-24 alone."""

SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d"]

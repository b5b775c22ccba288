"""The pages. A view opens the door: who may, which rows, which action, which template."""

"""Spreadsheets as texts in rows: read from .xlsx, .xls, .ods, .csv and Markdown tables; written as .xlsx and .csv. Pure."""

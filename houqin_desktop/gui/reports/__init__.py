"""The page 总结报表: every list and summary of the school, on screen, paper and as a workbook."""

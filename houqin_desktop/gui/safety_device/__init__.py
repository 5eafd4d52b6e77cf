"""The page 安全设备."""

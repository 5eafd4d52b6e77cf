"""安全设备: registered at their points, serviced, replaced, and looked at on rounds."""

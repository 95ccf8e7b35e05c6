"""What in people's words could tell who somebody is: rules, each kind a file; nothing here decides, nothing is lost."""

"""The interview room: a full-screen place to listen in."""

-- Records in effect that rest here until another frees them, or until the rule by which they rest is another.
CREATE TABLE resting (seq INTEGER PRIMARY KEY);

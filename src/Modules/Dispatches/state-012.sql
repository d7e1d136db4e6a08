-- Under what a comment was decided: the answer is shown to who may have that. Null: decided before this was kept.
ALTER TABLE dispatch_draft_comment ADD COLUMN decided_labels TEXT;
ALTER TABLE dispatch_draft_comment ADD COLUMN decided_about TEXT;

package plan

// A LogGroup is one in CloudWatch Logs.
type LogGroup struct {
	Name          string
	RetentionDays int64
	Key           KeyRef
}

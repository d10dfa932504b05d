package simulatedaws

var logsKinds = map[string]kind{
	"cloudwatchlogs/Group": {
		arn:  arn("logs", "log-group:"),
		refs: map[string]target{"kmsKeyId": arnOf("kms/Key")},
	},
	"cloudwatchlogs/ResourcePolicy": {},
}

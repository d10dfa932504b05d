package data

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// exportedLogs are the logs of an engine that RDS can send to CloudWatch.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
func exportedLogs(engine v1alpha1.DatabaseEngine) []string {
	switch engine {
	case v1alpha1.DatabasePostgres:
		return []string{"postgresql", "upgrade"}
	case v1alpha1.DatabaseMySQL, v1alpha1.DatabaseMariaDB:
		return []string{"audit", "error", "general", "slowquery"}
	}
	return nil
}

// databaseLogs are the logs of an instance. RDS decides what their groups are
// called.
func (d *Plan) databaseLogs(prefix, identifier string) []Log {
	exported := exportedLogs(d.Spec.Database.Engine)
	out := make([]Log, 0, len(exported))
	for _, log := range exported {
		out = append(out, Log{
			Key:  name.StoreLogGroup(v1alpha1.StoreDatabase, prefix+log),
			Type: log,
			Group: plan.LogGroup{
				Name:          "/aws/rds/instance/" + identifier + "/" + log,
				RetentionDays: d.Spec.Database.Logs.RetentionDays,
				Key:           d.EncryptionKey(),
			},
		})
	}
	return out
}

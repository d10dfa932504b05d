package data

import (
	logs "github.com/upbound/provider-aws/v2/apis/namespaced/cloudwatchlogs/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// logGroup takes one of a store's logs.
func logGroup(d plan.Data, l plan.StoreLog) *logs.Group {
	return &logs.Group{
		ObjectMeta: external.Name(l.Group.Name),
		Spec: logs.GroupSpec{
			ForProvider: logs.GroupParameters{
				Region:          &d.Spec.Region,
				RetentionInDays: optional.Number(l.Group.RetentionDays),
				KMSKeyID:        optional.Text(l.Group.Key.ARN),
				KMSKeyIDRef:     refer.To(d.Names, l.Group.Key.Key),
			},
		},
	}
}

package compute

import (
	logs "github.com/upbound/provider-aws/v2/apis/namespaced/cloudwatchlogs/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// logGroup keeps what containers, shells or Container Insights write.
func logGroup(c plan.Compute, g plan.LogGroup) *logs.Group {
	return &logs.Group{
		ObjectMeta: external.Name(g.Name),
		Spec: logs.GroupSpec{
			ForProvider: logs.GroupParameters{
				Region:          &c.Spec.Region,
				RetentionInDays: optional.Number(g.RetentionDays),
				KMSKeyID:        optional.Text(g.Key.ARN),
				KMSKeyIDRef:     refer.To(c.Names, g.Key.Key),
			},
		},
	}
}

// Package loggroup builds CloudWatch log groups, in one place for all
// functions.
package loggroup

import (
	logs "github.com/upbound/provider-aws/v2/apis/namespaced/cloudwatchlogs/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// Of returns a log group of the platform.
func Of(p plan.Platform, g plan.LogGroup) *logs.Group {
	return &logs.Group{
		ObjectMeta: external.Name(g.Name),
		Spec: logs.GroupSpec{
			ForProvider: logs.GroupParameters{
				Region:          &p.Spec.Region,
				RetentionInDays: optional.Number(g.RetentionDays),
				KMSKeyID:        optional.Text(g.Key.ARN),
				KMSKeyIDRef:     refer.To(p.Names, g.Key.Key),
			},
		},
	}
}

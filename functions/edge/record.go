package edge

import (
	route53 "github.com/upbound/provider-aws/v2/apis/namespaced/route53/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
)

// validationSeconds is how long resolvers may remember a validation record.
const validationSeconds = 300

// validationRecord proves the ownership of a name. Another platform under the
// same domain asks for the same record, so that overwriting it is no theft.
func validationRecord(e edge.Plan, r edge.ValidationRecord) *route53.Record {
	return &route53.Record{
		Spec: route53.RecordSpec{
			ForProvider: route53.RecordParameters{
				ZoneID:         &e.Spec.Edge.Domain.HostedZoneID,
				Name:           &r.Name,
				Type:           &r.Type,
				Records:        []*string{&r.Value},
				TTL:            optional.Number(validationSeconds),
				AllowOverwrite: new(true),
			},
		},
	}
}

// alias points a name at the load balancer.
func alias(e edge.Plan, a edge.Alias) *route53.Record {
	return &route53.Record{
		Spec: route53.RecordSpec{
			ForProvider: route53.RecordParameters{
				ZoneID: &e.Spec.Edge.Domain.HostedZoneID,
				Name:   &a.Name,
				Type:   &a.Type,
				Alias: &route53.AliasParameters{
					Name:                 &a.Target,
					ZoneID:               &a.Zone,
					EvaluateTargetHealth: new(true),
				},
			},
		},
	}
}

package edge

import (
	route53 "github.com/upbound/provider-aws/v2/apis/namespaced/route53/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
)

// validationSeconds is the TTL of a validation record.
const validationSeconds = 300

// validationRecord returns the record that proves the ownership of a name.
// Another platform under the same domain requests the same record, so
// overwriting it is harmless.
func validationRecord(r edge.ValidationRecord) *route53.Record {
	return &route53.Record{
		Spec: route53.RecordSpec{
			ForProvider: route53.RecordParameters{
				ZoneID:         &r.HostedZoneID,
				Name:           &r.Name,
				Type:           &r.Type,
				Records:        []*string{&r.Value},
				TTL:            optional.Number(validationSeconds),
				AllowOverwrite: new(true),
			},
		},
	}
}

// alias returns an alias record of a name for the load balancer.
func alias(a edge.Alias) *route53.Record {
	return &route53.Record{
		Spec: route53.RecordSpec{
			ForProvider: route53.RecordParameters{
				ZoneID: &a.HostedZoneID,
				Name:   &a.Name,
				Type:   &a.Type,
				Alias: &route53.AliasParameters{
					Name:                 &a.Target,
					ZoneID:               &a.TargetZone,
					EvaluateTargetHealth: new(true),
				},
			},
		},
	}
}

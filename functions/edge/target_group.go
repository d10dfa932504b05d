package edge

import (
	"strconv"

	elb "github.com/upbound/provider-aws/v2/apis/namespaced/elbv2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// targetGroup returns the target group of a service. Targets are registered by
// IP address, because every task on Fargate has its own.
func targetGroup(e edge.Plan, g edge.TargetGroup) *elb.LBTargetGroup {
	return &elb.LBTargetGroup{
		Spec: elb.LBTargetGroupSpec{
			ForProvider: elb.LBTargetGroupParameters{
				Region:                     &e.Spec.Region,
				VPCIDRef:                   refer.To(e.Names, name.VPC),
				Name:                       &g.Name,
				TargetType:                 new("ip"),
				Port:                       optional.Number(g.Port),
				Protocol:                   new("HTTP"),
				ProtocolVersion:            &g.ProtocolVersion,
				LoadBalancingAlgorithmType: &g.Algorithm,
				DeregistrationDelay:        new(strconv.FormatInt(g.DeregistrationDelaySeconds, 10)),
				SlowStart:                  optional.Number(g.SlowStartSeconds),
				HealthCheck:                healthCheck(g.HealthCheck),
				Stickiness:                 stickiness(g.Stickiness),
			},
		},
	}
}

func healthCheck(h edge.HealthCheck) *elb.HealthCheckParameters {
	return &elb.HealthCheckParameters{
		Enabled:            new(true),
		Protocol:           new("HTTP"),
		Port:               new("traffic-port"),
		Path:               &h.Path,
		Matcher:            &h.SuccessCodes,
		Interval:           optional.Number(h.IntervalSeconds),
		Timeout:            optional.Number(h.TimeoutSeconds),
		HealthyThreshold:   optional.Number(h.HealthyThreshold),
		UnhealthyThreshold: optional.Number(h.UnhealthyThreshold),
	}
}

func stickiness(s edge.Stickiness) *elb.LBTargetGroupStickinessParameters {
	return &elb.LBTargetGroupStickinessParameters{
		Enabled:        &s.Enabled,
		Type:           &s.Type,
		CookieName:     optional.Text(s.CookieName),
		CookieDuration: optional.Number(s.DurationSeconds),
	}
}

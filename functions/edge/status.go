package edge

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// status is what the edge tells the user: where the platform and its services
// are reached.
func status(e plan.Edge, seen observed.View) v1alpha1.PlatformStatus {
	dnsName := seen.Status(name.LoadBalancer, "dnsName")
	out := v1alpha1.PlatformStatus{
		Edge: v1alpha1.EdgeStatus{
			DNSName: dnsName,
			ZoneID:  seen.Status(name.LoadBalancer, "zoneId"),
			URL:     e.URL(dnsName),
		},
		Services: map[string]v1alpha1.ServiceStatus{},
	}
	if c := e.TLS.Certificate; c != nil {
		out.Edge.Certificate = v1alpha1.CertificateStatus{ARN: seen.Status(c.Key, "arn"), State: seen.Status(c.Key, "status")}
	} else {
		out.Edge.Certificate = v1alpha1.CertificateStatus{ARN: e.TLS.InUse}
	}
	for _, g := range e.TargetGroups {
		out.Services[g.Service] = v1alpha1.ServiceStatus{
			URL:            e.ServiceURL(g.Service, dnsName),
			TargetGroupARN: seen.Status(g.Key, "arn"),
		}
	}
	return out
}

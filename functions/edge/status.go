package edge

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
)

// status returns the status of the edge: the URLs of the platform and its
// services.
func status(e edge.Plan, seen live.State) v1alpha1.PlatformStatus {
	dnsName := seen.LoadBalancer().DNSName()
	out := v1alpha1.PlatformStatus{
		Edge: v1alpha1.EdgeStatus{
			DNSName: dnsName,
			ZoneID:  seen.LoadBalancer().ZoneID(),
			URL:     e.URL(dnsName),
		},
		Services: map[string]v1alpha1.ServiceStatus{},
	}
	if c := e.TLS.Certificate; c != nil {
		out.Edge.Certificate = v1alpha1.CertificateStatus{ARN: seen.Certificate(c.Key).ARN(), State: seen.Certificate(c.Key).Status()}
	} else {
		out.Edge.Certificate = v1alpha1.CertificateStatus{ARN: e.TLS.InUse}
	}
	for _, g := range e.TargetGroups {
		out.Services[g.Service] = v1alpha1.ServiceStatus{
			URL:            e.ServiceURL(g.Service, dnsName),
			TargetGroupARN: seen.TargetGroup(g.Key).ARN(),
		}
	}
	return out
}

package edge

import (
	"strconv"

	elb "github.com/upbound/provider-aws/v2/apis/namespaced/elbv2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// listenerHTTP redirects all requests to HTTPS.
func listenerHTTP(e edge.Plan) *elb.LBListener {
	return &elb.LBListener{
		Spec: elb.LBListenerSpec{
			ForProvider: elb.LBListenerParameters{
				Region:             &e.Spec.Region,
				LoadBalancerArnRef: refer.To(e.Names, name.LoadBalancer),
				Port:               optional.Number(edge.PortHTTP),
				Protocol:           new("HTTP"),
				DefaultAction: []elb.DefaultActionParameters{{
					Index: new("0"),
					Order: new(1.0),
					Type:  new("redirect"),
					Redirect: &elb.RedirectParameters{
						Protocol:   new("HTTPS"),
						Port:       new(strconv.Itoa(edge.PortHTTPS)),
						StatusCode: new("HTTP_301"),
					},
				}},
			},
		},
	}
}

// listenerHTTPS accepts the requests that its rules forward.
func listenerHTTPS(e edge.Plan) *elb.LBListener {
	return &elb.LBListener{
		Spec: elb.LBListenerSpec{
			ForProvider: elb.LBListenerParameters{
				Region:             &e.Spec.Region,
				LoadBalancerArnRef: refer.To(e.Names, name.LoadBalancer),
				Port:               optional.Number(edge.PortHTTPS),
				Protocol:           new("HTTPS"),
				SSLPolicy:          &e.HTTPS.SSLPolicy,
				CertificateArn:     &e.HTTPS.CertificateARN,
				DefaultAction:      []elb.DefaultActionParameters{notFound()},
			},
		},
	}
}

// notFound responds to requests that no rule matches. Actions are merged by
// their index if several owners write to the listener.
func notFound() elb.DefaultActionParameters {
	return elb.DefaultActionParameters{
		Index: new("0"),
		Order: new(1.0),
		Type:  new("fixed-response"),
		FixedResponse: &elb.FixedResponseParameters{
			ContentType: new("text/plain"),
			MessageBody: new("not found"),
			StatusCode:  new("404"),
		},
	}
}

// listenerCertificate returns an additional certificate, which the listener
// presents to clients that request its name (SNI).
func listenerCertificate(e edge.Plan, c edge.FurtherCertificate) *elb.LBListenerCertificate {
	return &elb.LBListenerCertificate{
		Spec: elb.LBListenerCertificateSpec{
			ForProvider: elb.LBListenerCertificateParameters{
				Region:         &e.Spec.Region,
				ListenerArnRef: refer.To(e.Names, name.ListenerHTTPS),
				CertificateArn: &c.ARN,
			},
		},
	}
}

package edge

import (
	wafv2 "github.com/upbound/provider-aws/v2/apis/namespaced/wafv2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/plan/edge"
)

// webACLAssociation associates a web ACL with the load balancer.
func webACLAssociation(e edge.Plan, w edge.WebACL) *wafv2.WebACLAssociation {
	return &wafv2.WebACLAssociation{
		Spec: wafv2.WebACLAssociationSpec{
			ForProvider: wafv2.WebACLAssociationParameters{
				Region:      &e.Spec.Region,
				ResourceArn: &w.LoadBalancerARN,
				WebACLArn:   &w.ARN,
			},
		},
	}
}

package network

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// FlowLogs record the traffic of the VPC in CloudWatch Logs.
type FlowLogs struct {
	Role        string
	RolePolicy  string
	BoundaryARN string

	// BlockedOn says what must be known before the role can be created.
	BlockedOn plan.Blockers
}

// planFlowLogs plans the flow logs, unless the claim switches them off. What
// was recorded until then stays for as long as the platform does.
func (n *Plan) planFlowLogs(seen live.State) {
	logs := n.Spec.Network.FlowLogs
	if logs.Enabled || seen.Has(name.FlowLogGroup) {
		n.FlowLogGroup = &plan.LogGroup{
			Name:          plan.CurrentNameOr(seen, name.FlowLogGroup, n.Names.LogGroup(name.FlowLog)),
			RetentionDays: logs.RetentionDays,
			Key:           n.EncryptionKey(),
		}
	}
	if logs.Enabled {
		n.FlowLogs = &FlowLogs{
			Role:        plan.CurrentNameOr(seen, name.FlowLogRole, n.Names.Role(name.FlowLog)),
			RolePolicy:  plan.CurrentNameOr(seen, name.FlowLogRolePolicy, n.Names.RolePolicy(name.FlowLog)),
			BoundaryARN: n.Boundary(name.FlowLogRole, "", seen),
			BlockedOn:   n.Account.Blockers(),
		}
	}
}

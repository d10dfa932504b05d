package plan

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// FlowLogs record the traffic of the VPC in CloudWatch Logs.
type FlowLogs struct {
	Role        string
	RolePolicy  string
	BoundaryARN string

	// Missing says what must be known before the role can be created.
	Missing string
}

// planFlowLogs plans the flow logs, unless the claim switches them off. What
// was recorded until then stays for as long as the platform does.
func (n *Network) planFlowLogs(seen live.State) {
	logs := n.Spec.Network.FlowLogs
	if logs.Enabled || seen.Has(name.FlowLogGroup) {
		n.FlowLogGroup = &LogGroup{
			Name:          currentNameOr(seen, name.FlowLogGroup, n.Names.LogGroup(name.FlowLog)),
			RetentionDays: logs.RetentionDays,
			Key:           n.EncryptionKey(),
		}
	}
	if logs.Enabled {
		n.FlowLogs = &FlowLogs{
			Role:        currentNameOr(seen, name.FlowLogRole, n.Names.Role(name.FlowLog)),
			RolePolicy:  currentNameOr(seen, name.FlowLogRolePolicy, n.Names.RolePolicy(name.FlowLog)),
			BoundaryARN: n.boundary(name.FlowLogRole, "", seen),
			Missing:     n.Account.Missing(),
		}
	}
}

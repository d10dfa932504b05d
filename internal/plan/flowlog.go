package plan

import (
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// FlowLogs record the traffic of the VPC in CloudWatch Logs.
type FlowLogs struct {
	RetentionDays int64
	LogGroup      string
	Role          string
	RolePolicy    string
	Key           KeyRef

	// Missing says what must be known before the role can be created.
	Missing string
}

// planFlowLogs plans the flow logs, unless the claim switches them off.
func (n *Network) planFlowLogs(seen observed.View) {
	logs := n.Spec.Network.FlowLogs
	if !logs.Enabled {
		return
	}
	n.FlowLogs = &FlowLogs{
		RetentionDays: logs.RetentionDays,
		LogGroup:      fixed(seen, name.FlowLogGroup, n.Names.LogGroup(name.FlowLog)),
		Role:          fixed(seen, name.FlowLogRole, n.Names.Role(name.FlowLog)),
		RolePolicy:    fixed(seen, name.FlowLogRolePolicy, n.Names.RolePolicy(name.FlowLog)),
		Key:           n.EncryptionKey(),
		Missing:       n.Account.missing(),
	}
}

package compute

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/partition"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// taskStatements let the application read the secrets of the stores that it
// uses, act as the role of the search engine, and open shells where it may. What
// tasks of earlier definitions need they keep: ECS may go back to one.
func (c *Plan) taskStatements(s *Service, seen live.State) ([]policy.Statement, plan.Blockers) {
	was := seen.Containers(s.Spec.Name)
	arns, blockers := c.storeSecrets(s.Spec, seen)
	roles := container.Values(was, container.SearchRoleARN)
	if slices.Contains(s.Spec.Uses, v1alpha1.StoreSearch) {
		role := c.SearchStatus(seen).RoleARN
		blockers = plan.FirstBlockers(blockers, plan.ARNBlockers(name.SearchRole, role))
		roles = append(roles, role)
	}
	if len(blockers) > 0 {
		return nil, blockers
	}
	var out []policy.Statement
	if arns = union(arns, container.Values(was, container.DatabaseSecretARN), container.Values(was, container.CacheSecretARN)); len(arns) > 0 {
		reads, blockers := c.readSecrets(arns, seen)
		if len(blockers) > 0 {
			return nil, blockers
		}
		out = append(out, reads...)
	}
	if roles = union(roles); len(roles) > 0 {
		out = append(out, policy.Statement{Sid: "UseSearch", Effect: policy.Allow, Action: []string{"sts:AssumeRole"}, Resource: roles})
	}
	if s.Spec.Exec {
		shells, blockers := c.execStatements(seen)
		if len(blockers) > 0 {
			return nil, blockers
		}
		out = append(out, shells...)
	}
	return out, nil
}

// union is all texts of several lists, each once and in order.
func union(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// readSecrets are the rights to read some secrets of the platform. They are
// encrypted with its key, which can be used through Secrets Manager alone.
func (c *Plan) readSecrets(arns []string, seen live.State) ([]policy.Statement, plan.Blockers) {
	key := c.KeyARN(seen)
	if blockers := plan.FirstBlockers(plan.ARNBlockers(name.EncryptionKey, key), c.Account.Blockers()); len(blockers) > 0 {
		return nil, blockers
	}
	return []policy.Statement{
		{Sid: "ReadSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"}, Resource: arns},
		{
			Sid: "DecryptSecrets", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key},
			Condition: map[string]map[string]string{"StringEquals": {"kms:ViaService": "secretsmanager." + c.Spec.Region + "." + partition.Of(c.Spec.Region).DNSSuffix}},
		},
	}, nil
}

// execStatements returns the permissions that ECS Exec needs to open a session and to
// record it. Channels of the agent have no ARN.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
func (c *Plan) execStatements(seen live.State) ([]policy.Statement, plan.Blockers) {
	key := c.KeyARN(seen)
	if blockers := plan.FirstBlockers(plan.ARNBlockers(name.EncryptionKey, key), c.Account.Blockers()); len(blockers) > 0 {
		return nil, blockers
	}
	return []policy.Statement{
		{Sid: "OpenShells", Effect: policy.Allow, Resource: []string{"*"}, Action: []string{
			"ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
		}},
		{Sid: "EncryptShells", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key}},
		{
			Sid: "RecordShells", Effect: policy.Allow, Action: []string{"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
			Resource: []string{c.logs("log-group:" + c.execLogGroup(seen) + ":*")},
		},
		{Sid: "FindRecord", Effect: policy.Allow, Action: []string{"logs:DescribeLogGroups"}, Resource: []string{c.logs("log-group:*")}},
	}, nil
}

func (c *Plan) logs(resource string) string { return c.Account.ARN(c.Spec.Region, "logs", resource) }

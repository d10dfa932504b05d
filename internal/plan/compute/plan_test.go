package compute

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// compute plans what runs the services of a claim.
func compute(t *testing.T, fields map[string]any, services []any, seen observed.Resources) Plan {
	t.Helper()
	return computeAfter(t, fields, services, seen, plan.Platform{})
}

// computeAfter is the same with what the status said before.
func computeAfter(t *testing.T, fields map[string]any, services []any, seen observed.Resources, before plan.Platform) Plan {
	t.Helper()
	spec := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN}, "services": services}
	maps.Copy(spec, fields)
	p := plantest.Platform(t, spec)
	p.Recorded = before.Recorded
	c, err := New(p, live.Of(seen))
	if err != nil {
		t.Fatalf("New(...): %v", err)
	}
	return c
}

func TestContainers(t *testing.T) {
	cases := map[string]struct {
		reason   string
		platform map[string]any
		service  map[string]any
		want     []string
		not      []string
	}{
		"Defaults": {
			reason: "Not root, nothing to write to but /tmp, and lists that AWS reports stand there empty.",
			want: []string{
				`[{"cpu":0,"environment":[],"essential":true,"image":"chat:1.4","linuxParameters":{"tmpfs":[{"containerPath":"/tmp","size":256}]},` +
					`"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/xplatform/farmers-abc123/service/chat","awslogs-region":"eu-central-1","awslogs-stream-prefix":"chat"}},` +
					`"mountPoints":[],"name":"chat","portMappings":[{"containerPort":3002,"hostPort":3002,"protocol":"tcp"}],"readonlyRootFilesystem":true,"systemControls":[],"user":"65532","volumesFrom":[]}]`,
			},
		},
		"LowPort": {
			reason:  "Linux lets only root listen below 1024, unless told otherwise.",
			service: map[string]any{"port": 80},
			want:    []string{`"systemControls":[{"namespace":"net.ipv4.ip_unprivileged_port_start","value":"0"}]`},
		},
		"LowPortOfRoot": {
			reason:  "Root needs no such permission.",
			service: map[string]any{"port": 80, "user": "root:root"},
			want:    []string{`"systemControls":[]`, `"user":"root:root"`},
		},
		"Writable": {
			reason:  "A root file system that can be written to needs no further directory.",
			service: map[string]any{"readOnlyRootFilesystem": false},
			want:    []string{`"readonlyRootFilesystem":false`},
			not:     []string{"tmpfs"},
		},
		"Environment": {
			reason:  "Variables stand in the order of their names.",
			service: map[string]any{"env": map[string]any{"B": "2", "A": "<1>"}, "secrets": map[string]any{"KEY": "arn:aws:ssm:eu-central-1:123456789012:parameter/key"}},
			want: []string{
				`"environment":[{"name":"A","value":"<1>"},{"name":"B","value":"2"}]`,
				`"secrets":[{"name":"KEY","valueFrom":"arn:aws:ssm:eu-central-1:123456789012:parameter/key"}]`,
			},
		},
		"Exec": {
			reason:  "The agent that opens shells writes to two directories.",
			service: map[string]any{"exec": true},
			want: []string{
				`"linuxParameters":{"initProcessEnabled":true,"tmpfs"`,
				`"mountPoints":[{"containerPath":"/var/lib/amazon/ssm","readOnly":false,"sourceVolume":"chat-exec-state"},{"containerPath":"/var/log/amazon/ssm","readOnly":false,"sourceVolume":"chat-exec-log"}]`,
			},
		},
		"Sidecar": {
			reason:  "The application comes first, whatever its sidecars are called.",
			service: map[string]any{"sidecars": []any{map[string]any{"name": "aaa", "image": "otel:1", "cpu": 64, "memory": 128, "essential": false}}},
			want:    []string{`[{"cpu":0,`, `},{"cpu":64,"environment":[],"essential":false,"image":"otel:1"`, `{"containerPath":"/tmp","size":64}`, `"memory":128,"mountPoints":[],"name":"aaa","portMappings":[]`},
		},
		"Called": {
			reason:  "A port that others call by name has one.",
			service: map[string]any{"serviceConnect": map[string]any{"allowFrom": []any{"web"}}},
			want:    []string{`"portMappings":[{"appProtocol":"http","containerPort":3002,"hostPort":3002,"name":"port-3002","protocol":"tcp"}]`},
		},
		"Stores": {
			reason:   "Where the stores are, and which secrets open them; not what is in those.",
			platform: plantest.WithStores(nil),
			service:  map[string]any{"uses": []any{"database", "cache", "search"}, "env": map[string]any{"APP": "x"}},
			want: []string{`"environment":[{"name":"APP","value":"x"},{"name":"CACHE_HOST","value":"cache.example.org"},{"name":"CACHE_PORT","value":"6379"},{"name":"CACHE_SECRET_ARN","value":"arn:cache-secret"},` +
				`{"name":"DATABASE_HOST","value":"db.example.org"},{"name":"DATABASE_NAME","value":"app"},{"name":"DATABASE_PORT","value":"5432"},{"name":"DATABASE_SECRET_ARN","value":"arn:db-secret"},` +
				`{"name":"SEARCH_ENDPOINT","value":"search.example.org"},{"name":"SEARCH_ROLE_ARN","value":"arn:search-role"}]`},
			not: []string{`"secrets"`},
		},
		"Credentials": {
			reason:   "On demand ECS reads them: of a managed secret the parts, of others the whole.",
			platform: plantest.WithStores(map[string]any{"database": map[string]any{"passwordRotationDays": 365}}),
			service:  map[string]any{"uses": []any{"database", "cache"}, "credentials": "Environment"},
			want: []string{`"secrets":[{"name":"CACHE_TOKEN","valueFrom":"arn:cache-secret"},{"name":"DATABASE_PASSWORD","valueFrom":"arn:db-secret:password::"},` +
				`{"name":"DATABASE_USERNAME","valueFrom":"arn:db-secret:username::"}]`},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			services := append(plantest.Chat(tc.service), map[string]any{"name": "web", "image": "web:1", "serviceConnect": map[string]any{}})
			d := compute(t, tc.platform, services, plantest.StandingStores()).Services[0].Definition
			if len(d.BlockedOn) > 0 {
				t.Fatalf("%s\nthe definition waits for %v", tc.reason, d.BlockedOn)
			}
			for _, part := range tc.want {
				if !strings.Contains(d.Containers, part) {
					t.Errorf("%s\nwant %s in %s", tc.reason, part, d.Containers)
				}
			}
			for _, part := range tc.not {
				if strings.Contains(d.Containers, part) {
					t.Errorf("%s\nwant no %s in %s", tc.reason, part, d.Containers)
				}
			}
		})
	}
}

// Whatever AWS fixes in a task definition is part of its key, and nothing else.
func TestTaskDefinitionKeys(t *testing.T) {
	key := func(fields map[string]any) name.Key {
		return compute(t, nil, plantest.Chat(fields), plantest.Account(nil)).Services[0].Definition.Key
	}
	plain := key(nil)
	for what, fields := range map[string]map[string]any{
		"image": {"image": "chat:1.5"}, "cpu": {"cpu": 512, "memory": 1024}, "memory": {"memory": 1024}, "architecture": {"architecture": "ARM64"},
		"env": {"env": map[string]any{"A": "1"}}, "port": {"port": 4002}, "exec": {"exec": true}, "command": {"command": []any{"x"}},
	} {
		if key(fields) == plain {
			t.Errorf("another %s gives no other task definition", what)
		}
	}
	for what, fields := range map[string]map[string]any{
		"replicas": {"replicas": map[string]any{"min": 3}}, "spotPercent": {"spotPercent": 50}, "paths": {"paths": []any{"/a/*"}},
		"logs": {"logs": map[string]any{"retentionDays": 7}},
	} {
		if key(fields) != plain {
			t.Errorf("another %s gives another task definition", what)
		}
	}
}

func TestCapacity(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   int64
		want   []live.CapacityProvider
	}{
		"None": {"What cannot be taken away is the default.", 0, []live.CapacityProvider{{Provider: Fargate, Weight: 1}}},
		"Some": {"One task at least is not taken away.", 70, []live.CapacityProvider{{Provider: Fargate, Weight: 30, Base: 1}, {Provider: FargateSpot, Weight: 70}}},
		"All":  {"100 percent leave no task on Fargate.", 100, []live.CapacityProvider{{Provider: FargateSpot, Weight: 1}}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, capacity(tc.args)); diff != "" {
				t.Errorf("%s\ncapacity(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// A service is created last of all that its tasks need, and waits for none of
// it later.
func TestServiceWaits(t *testing.T) {
	group := name.TargetGroup("chat", 3002, "HTTP1")
	known := plantest.Account(plantest.Together(plantest.StandingSubnets("public", "a", "b"), observed.Resources{
		group:             {Ready: true, Status: map[string]string{"arn": "group"}},
		name.DefaultRule:  {Ready: true, ExternalName: "r", Status: map[string]string{"action.0.targetGroupArn": "group"}},
		name.LoadBalancer: plantest.BalancerIn("subnet-a", "subnet-b"),
	}))
	first := compute(t, nil, plantest.Chat(nil), known).Services[0]
	known[first.Definition.Key] = observed.Resource{Ready: true, Status: map[string]string{"arn": "arn:aws:ecs:r:a:task-definition/chat:1"}}
	wants := []name.Key{
		name.ClusterProviders, name.ServiceLogGroup("chat"), name.ExecutionPolicy("chat"), name.ServiceIngress(3002, "chat"),
		name.ServiceEgress("ipv4", "chat"), name.ServiceEgress("ipv6", "chat"), "default-route-ipv4-route-table-private-a",
		"default-route-ipv6-route-table-private-a", "default-route-ipv4-route-table-private-b", "default-route-ipv6-route-table-private-b",
	}
	for _, k := range wants {
		seen := maps.Clone(known)
		for _, other := range wants {
			seen[other] = observed.Resource{Ready: other != k}
		}
		if got := compute(t, nil, plantest.Chat(nil), seen).Services[0].BlockedOn; len(got) != 1 || got[0].On != k {
			t.Errorf("with all but %s ready, the service waits for %v", k, got)
		}
		seen[name.Service("chat")] = observed.Resource{}
		if got := compute(t, nil, plantest.Chat(nil), seen).Services[0].BlockedOn; len(got) > 0 {
			t.Errorf("the service exists, and waits for %v", got)
		}
	}
	for _, k := range wants {
		known[k] = observed.Resource{Ready: true}
	}
	known[name.LoadBalancer] = plantest.BalancerIn("subnet-a")
	if got := compute(t, nil, plantest.Chat(nil), known).Services[0].BlockedOn; len(got) != 1 || got[0].On != name.LoadBalancer {
		t.Errorf("with the load balancer in one zone alone, the service waits for %v", got)
	}
	known[name.Service("chat")] = observed.Resource{}
	if got := compute(t, nil, plantest.Chat(nil), known).Services[0].BlockedOn; len(got) > 0 {
		t.Errorf("the service exists, and waits for %v", got)
	}
	delete(known, name.Service("chat"))
	delete(known, name.DefaultRule)
	if got := compute(t, nil, plantest.Chat(nil), known).Services[0].BlockedOn; len(got) != 1 || got[0].On != "target-group-chat-3002" || got[0].Field != "" {
		t.Errorf("without a rule, the service waits for %v", got)
	}
}

func TestStatements(t *testing.T) {
	actions := func(r Role) []string {
		var out []string
		for _, s := range r.Statements {
			for _, a := range s.Action {
				out = append(out, a+" on "+strings.Join(s.Resource, " "))
			}
		}
		slices.Sort(out)
		return out
	}
	const ecr = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/chat:1.4"
	logs := []string{
		"logs:CreateLogStream on arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/farmers-abc123/service/chat:*",
		"logs:PutLogEvents on arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/farmers-abc123/service/chat:*",
	}
	cases := map[string]struct {
		reason          string
		service         map[string]any
		task, execution []string
	}{
		"Nothing": {reason: "An application may do nothing, and ECS write its logs.", execution: logs},
		"Stores": {
			reason:  "Just those secrets, with just that key; just that role.",
			service: map[string]any{"uses": []any{"database", "search"}},
			task: []string{
				"kms:Decrypt on " + plantest.KeyARN, "secretsmanager:DescribeSecret on arn:db-secret", "secretsmanager:GetSecretValue on arn:db-secret",
				"sts:AssumeRole on arn:search-role",
			},
			execution: logs,
		},
		"Credentials": {
			reason:    "ECS reads what it puts into the environment.",
			service:   map[string]any{"uses": []any{"cache"}, "credentials": "Environment"},
			task:      []string{"kms:Decrypt on " + plantest.KeyARN, "secretsmanager:DescribeSecret on arn:cache-secret", "secretsmanager:GetSecretValue on arn:cache-secret"},
			execution: append([]string{"kms:Decrypt on " + plantest.KeyARN}, append(slices.Clone(logs), "secretsmanager:DescribeSecret on arn:cache-secret", "secretsmanager:GetSecretValue on arn:cache-secret")...),
		},
		"Own": {
			reason: "A JSON key is no part of a secret's ARN.",
			service: map[string]any{"secrets": map[string]any{
				"A": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf:key::", "B": "arn:aws:ssm:eu-central-1:123456789012:parameter/b",
			}},
			execution: append(slices.Clone(logs), "secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf", "ssm:GetParameters on arn:aws:ssm:eu-central-1:123456789012:parameter/b"),
		},
		"Word": {
			reason: "A secret whose name ends like an ARN is one to Secrets Manager too: it finds none without the six characters that follow.",
			service: map[string]any{"secrets": map[string]any{
				"A": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/api-secret", "B": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/token",
				"C": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/app-secret-AbCdEf",
			}},
			execution: append(slices.Clone(logs), "secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/api-secret"+
				" arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/app-secret-AbCdEf arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/token-??????"),
		},
		"ECR": {
			reason:  "An image of ECR can be fetched from its repository alone.",
			service: map[string]any{"image": ecr},
			execution: append([]string{
				"ecr:BatchCheckLayerAvailability on arn:aws:ecr:eu-central-1:123456789012:repository/shop/chat",
				"ecr:BatchGetImage on arn:aws:ecr:eu-central-1:123456789012:repository/shop/chat",
				"ecr:GetAuthorizationToken on *",
				"ecr:GetDownloadUrlForLayer on arn:aws:ecr:eu-central-1:123456789012:repository/shop/chat",
			}, logs...),
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			s := compute(t, plantest.WithStores(nil), plantest.Chat(tc.service), plantest.StandingStores()).Services[0]
			if diff := cmp.Diff(tc.task, actions(s.TaskRole)); diff != "" {
				t.Errorf("%s\ntask role: -want, +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.execution, actions(s.ExecutionRole)); diff != "" {
				t.Errorf("%s\nexecution role: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

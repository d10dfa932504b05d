package live

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// kindsOf are the kinds whose fields the methods of a type read.
var kindsOf = map[string][]string{
	"CacheUser":         {"User.elasticache"},
	"CacheUserGroup":    {"UserGroup.elasticache"},
	"Cache":             {"ReplicationGroup.elasticache"},
	"Certificate":       {"Certificate.acm"},
	"Cluster":           {"Cluster.ecs"},
	"Database":          {"Instance.rds"},
	"Endpoint":          {"VPCEndpoint.ec2"},
	"Listener":          {"LBListener.elbv2"},
	"ListenerRule":      {"LBListenerRule.elbv2"},
	"LoadBalancer":      {"LB.elbv2"},
	"NATGateway":        {"NATGateway.ec2"},
	"Namespace":         {"HTTPNamespace.servicediscovery"},
	"ParameterGroup":    {"ParameterGroup.elasticache"},
	"Record":            {"Record.route53"},
	"Role":              {"Role.iam"},
	"Route":             {"Route.ec2"},
	"ScalingPolicy":     {"Policy.appautoscaling"},
	"Search":            {"Domain.opensearch"},
	"Secret":            {"Secret.secretsmanager"},
	"SecurityGroup":     {"SecurityGroup.ec2"},
	"SecurityGroupRule": {"SecurityGroupRule.ec2"},
	"Service":           {"Service.ecs"},
	"Subnet":            {"Subnet.ec2"},
	"TargetGroup":       {"LBTargetGroup.elbv2"},
	"TaskDefinition":    {"TaskDefinition.ecs"},
	"VPC":               {"VPC.ec2"},
}

// kindsOfPath are the kinds of paths that are read of several types of resources.
var kindsOfPath = map[string][]string{
	"status id":                                           {"NATGateway.ec2", "SecurityGroup.ec2", "Subnet.ec2", "VPC.ec2"},
	"status arn":                                          {"VPC.ec2", "SecurityGroup.ec2", "Key.kms", "LBTargetGroup.elbv2", "LB.elbv2", "Certificate.acm", "Role.iam", "Secret.secretsmanager", "TaskDefinition.ecs", "HTTPNamespace.servicediscovery"},
	"requested finalSnapshotIdentifier":                   {"Instance.rds", "ReplicationGroup.elasticache"},
	"requested subnetIds *":                               {"SubnetGroup.rds", "SubnetGroup.elasticache"},
	"requested subnets *":                                 {"LB.elbv2"},
	"requested vpcOptions subnetIds *":                    {"Domain.opensearch"},
	"requested networkConfiguration subnets *":            {"Service.ecs"},
	"requested securityGroups *":                          {"LB.elbv2"},
	"requested vpcSecurityGroupIds *":                     {"Instance.rds"},
	"requested securityGroupIds *":                        {"ReplicationGroup.elasticache"},
	"requested vpcOptions securityGroupIds *":             {"Domain.opensearch"},
	"requested networkConfiguration securityGroups *":     {"Service.ecs"},
	"requested containerDefinitions":                      {"TaskDefinition.ecs"},
	"requested action * forward targetGroup * arn":        {"LBListenerRule.elbv2"},
	"requested action * targetGroupArn":                   {"LBListenerRule.elbv2"},
	"status action * forward targetGroup * arn":           {"LBListenerRule.elbv2"},
	"status action * forward targetGroup * weight":        {"LBListenerRule.elbv2"},
	"status action * targetGroupArn":                      {"LBListenerRule.elbv2"},
	"status action * type":                                {"LBListenerRule.elbv2"},
	"requested defaultAction * forward targetGroup * arn": {"LBListener.elbv2"},
	"requested defaultAction * targetGroupArn":            {"LBListener.elbv2"},
	"status defaultAction * forward targetGroup * arn":    {"LBListener.elbv2"},
	"status defaultAction * forward targetGroup * weight": {"LBListener.elbv2"},
	"status defaultAction * targetGroupArn":               {"LBListener.elbv2"},
	"status defaultAction * type":                         {"LBListener.elbv2"},
}

// TestPathsExist holds every path that this package reads against the provider's CRDs,
// in both families. A misspelt path would read as unknown, and be waited for.
func TestPathsExist(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, r := range readings(t) {
		kinds := kindsOf[r.of]
		if kinds == nil {
			kinds = kindsOfPath[r.String()]
			used[r.String()] = true
		}
		if len(kinds) == 0 {
			t.Errorf("%s: %s of %s is read, and no kind is listed for it", r.at, r, r.of)
		}
		for _, kind := range kinds {
			for _, domain := range []string{".aws.m.upbound.io", ".aws.upbound.io"} {
				name, service, _ := strings.Cut(kind, ".")
				crd, err := judge.CRD(schema.GroupKind{Group: service + domain, Kind: name})
				if err != nil {
					t.Fatal(err)
				}
				if !r.existsIn(newestVersion(crd)) {
					t.Errorf("%s: %s does not have %s", r.at, kind+domain, r)
				}
			}
		}
	}
	for path := range kindsOfPath {
		if !used[path] {
			t.Errorf("kinds are listed for %s, which is not read", path)
		}
	}
}

// newestVersion returns the schema of the newest version of a kind, which is the one
// that is composed.
func newestVersion(crd *extv1.CustomResourceDefinition) *extv1.JSONSchemaProps {
	newest := slices.MaxFunc(crd.Spec.Versions, func(a, b extv1.CustomResourceDefinitionVersion) int {
		return strings.Compare(a.Name, b.Name)
	})
	return newest.Schema.OpenAPIV3Schema
}

// A reading is a call that reads a field.
type reading struct {
	at token.Position

	// of is the type whose method calls, section one of status, requested and initial.
	of, section string

	// path has * for positions in lists.
	path []string
}

func (r reading) String() string { return r.section + " " + strings.Join(r.path, " ") }

// existsIn reports whether a schema has the path, down to a scalar.
func (r reading) existsIn(s *extv1.JSONSchemaProps) bool {
	below := map[string][]string{"status": {"status", "atProvider"}, "requested": {"spec", "forProvider"}, "initial": {"spec", "initProvider"}}
	for _, field := range append(slices.Clone(below[r.section]), r.path...) {
		if field == "*" {
			if s.Items == nil {
				return false
			}
			s = s.Items.Schema
			continue
		}
		next, ok := s.Properties[field]
		if !ok {
			return false
		}
		s = &next
	}
	return s.Type != "object" && s.Type != "array"
}

// readings returns all calls of status, requested and initial in this package.
func readings(t *testing.T) []reading {
	t.Helper()
	files := token.NewFileSet()
	packages, err := parser.ParseDir(files, ".", nil, 0) //nolint:staticcheck // The package is one directory without build tags.
	if err != nil {
		t.Fatal(err)
	}
	var out []reading
	for path, file := range packages["live"].Files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			of := f.Recv.List[0].Type.(*ast.Ident).Name
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					out = append(out, readingsOf(files.Position(call.Pos()), of, call)...)
				}
				return true
			})
		}
	}
	if len(out) < 100 {
		t.Fatalf("found %d calls that read fields, and expected more than 100", len(out))
	}
	return out
}

// readingsOf returns what a call reads: nothing, one path, or one for each action of
// a forwarder.
func readingsOf(at token.Position, of string, call *ast.CallExpr) []reading {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"status", "requested", "initial"}, f.Sel.Name) {
		return nil
	}
	paths := [][]string{nil}
	for _, arg := range call.Args {
		fields := []string{"*"}
		switch a := arg.(type) {
		case *ast.BasicLit:
			text, _ := strconv.Unquote(a.Value)
			if _, err := strconv.Atoi(text); err != nil {
				fields = []string{text}
			}
		case *ast.SelectorExpr:
			fields = []string{"action", "defaultAction"}
		}
		var longer [][]string
		for _, p := range paths {
			for _, field := range fields {
				longer = append(longer, append(slices.Clone(p), field))
			}
		}
		paths = longer
	}
	out := make([]reading, len(paths))
	for i, p := range paths {
		out[i] = reading{at: at, of: of, section: f.Sel.Name, path: p}
	}
	return out
}

package render

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/structpb"
)

// TestMain runs this test binary as a function when it is called by a
// function's name, so that the tests use real processes without building any.
func TestMain(m *testing.M) {
	switch name := filepath.Base(os.Args[0]); {
	case name == "function-broken":
		fmt.Fprintln(os.Stderr, "no certificate")
		os.Exit(3)
	case name == "function-deaf":
		time.Sleep(time.Hour)
	case strings.HasPrefix(name, "function-"):
		serve()
	default:
		os.Exit(m.Run())
	}
}

func serve() {
	address := flag.String("address", "", "")
	flag.Bool("insecure", false, "")
	flag.String("metrics-address", "", "")
	flag.Parse()
	l, err := net.Listen("unix", strings.TrimPrefix(*address, "unix:"))
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	fnv1.RegisterFunctionRunnerServiceServer(server, function{})
	if err := server.Serve(l); err != nil {
		panic(err)
	}
}

// install links functions into a directory.
func install(t *testing.T, names ...string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range names {
		if err := os.Symlink(self, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// function composes a VPC, and a subnet once the VPC's IPv6 block is known. It
// refuses the region "nowhere".
type function struct {
	fnv1.UnimplementedFunctionRunnerServiceServer
}

func (function) RunFunction(_ context.Context, req *fnv1.RunFunctionRequest) (*fnv1.RunFunctionResponse, error) {
	rsp := &fnv1.RunFunctionResponse{Meta: &fnv1.ResponseMeta{}, Desired: &fnv1.State{Resources: map[string]*fnv1.Resource{}}, Context: req.GetContext()}
	for name, r := range req.GetDesired().GetResources() {
		rsp.Desired.Resources[name] = r
	}
	xr := toObject(req.GetObserved().GetComposite().GetResource())
	if xr.Object["spec"].(map[string]any)["region"] == "nowhere" {
		rsp.Results = []*fnv1.Result{{Severity: fnv1.Severity_SEVERITY_FATAL, Message: "two faults:\n- one\n  - nested"}}
		return rsp, nil
	}
	rsp.Desired.Resources["vpc"] = desired(xr.GetName()+"-vpc", "VPC", map[string]any{"region": "eu-central-1", "assignGeneratedIpv6CidrBlock": true})
	condition := &fnv1.Condition{Type: "NetworkReady", Status: fnv1.Status_STATUS_CONDITION_FALSE, Reason: "Waiting", Message: new("for the IPv6 block")}
	observed := toObject(req.GetObserved().GetResources()["vpc"].GetResource())
	status, _ := observed.Object["status"].(map[string]any)
	if at, ok := status["atProvider"].(map[string]any); ok {
		condition = &fnv1.Condition{Type: "NetworkReady", Status: fnv1.Status_STATUS_CONDITION_TRUE, Reason: "Available"}
		rsp.Desired.Resources["vpc"].Ready = fnv1.Ready_READY_TRUE
		rsp.Desired.Resources["subnet"] = desired(xr.GetName()+"-subnet", "Subnet", map[string]any{
			"region": "eu-central-1", "ipv6CidrBlock": at["ipv6CidrBlock"], "vpcIdRef": map[string]any{"name": xr.GetName() + "-vpc"},
		})
	}
	out, _ := structpb.NewStruct(map[string]any{"status": map[string]any{"count": len(req.GetObserved().GetResources())}})
	rsp.Desired.Composite = &fnv1.Resource{Resource: out}
	rsp.Conditions = []*fnv1.Condition{condition}
	rsp.Results = []*fnv1.Result{{Severity: fnv1.Severity_SEVERITY_WARNING, Message: "only a network"}, {Severity: fnv1.Severity_SEVERITY_NORMAL, Message: "fine"}}
	return rsp, nil
}

func desired(name, kind string, forProvider map[string]any) *fnv1.Resource {
	s, err := structpb.NewStruct(map[string]any{
		"apiVersion": "ec2.aws.upbound.io/v1beta1",
		"kind":       kind,
		"metadata":   map[string]any{"name": name},
		"spec":       map[string]any{"forProvider": forProvider},
	})
	if err != nil {
		panic(err)
	}
	return &fnv1.Resource{Resource: s}
}

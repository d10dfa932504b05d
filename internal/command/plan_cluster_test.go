package command

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// An apiServer answers reads of objects as the API server does, and notes what it was
// asked.
type apiServer struct {
	objects []*unstructured.Unstructured

	lock    sync.Mutex
	refused []string
}

// plural is the resource of a kind. Which one it is does not matter: clients ask.
func plural(kind string) string { return strings.ToLower(kind) + "s" }

// path returns where an object is served.
func path(o *unstructured.Unstructured) string {
	prefix := "/apis/"
	if !strings.Contains(o.GetAPIVersion(), "/") {
		prefix = "/api/"
	}
	namespace := ""
	if o.GetNamespace() != "" {
		namespace = "/namespaces/" + o.GetNamespace()
	}
	return prefix + o.GetAPIVersion() + namespace + "/" + plural(o.GetKind()) + "/" + o.GetName()
}

// ServeHTTP answers discovery and GET of one object.
func (s *apiServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		s.refuse(r.Method + " " + r.URL.Path)
	}
	w.Header().Set("Content-Type", "application/json")
	if answer, ok := s.discovery()[r.URL.Path]; ok {
		_ = json.NewEncoder(w).Encode(answer)
		return
	}
	for _, o := range s.objects {
		if path(o) != r.URL.Path {
			continue
		}
		if o.GetAPIVersion() == "v1" && o.GetKind() == "Secret" && !strings.Contains(r.Header.Get("Accept"), "as=PartialObjectMetadata") {
			s.refuse("data of a Secret")
		}
		_ = json.NewEncoder(w).Encode(o)
		return
	}
	w.WriteHeader(http.StatusNotFound)
	fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}`)
}

func (s *apiServer) refuse(what string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.refused = append(s.refused, what)
}

// discovery returns the answers that say which kinds there are.
func (s *apiServer) discovery() map[string]any {
	kinds := map[string]map[string]any{}
	for _, o := range s.objects {
		version := o.GetAPIVersion()
		if kinds[version] == nil {
			kinds[version] = map[string]any{}
		}
		kinds[version][o.GetKind()] = map[string]any{"name": plural(o.GetKind()), "kind": o.GetKind(), "namespaced": o.GetNamespace() != "", "verbs": []string{"get"}}
	}
	var groups []any
	out := map[string]any{"/api": map[string]any{"kind": "APIVersions", "versions": []string{"v1"}}}
	for version, list := range kinds {
		resources := make([]any, 0, len(list))
		for _, k := range list {
			resources = append(resources, k)
		}
		answer := map[string]any{"kind": "APIResourceList", "groupVersion": version, "resources": resources}
		group, v, ok := strings.Cut(version, "/")
		if !ok {
			out["/api/"+version] = answer
			continue
		}
		out["/apis/"+version] = answer
		served := map[string]any{"groupVersion": version, "version": v}
		groups = append(groups, map[string]any{"name": group, "versions": []any{served}, "preferredVersion": served})
	}
	out["/apis"] = map[string]any{"kind": "APIGroupList", "groups": groups}
	return out
}

// elsewhere replaces what the simulation invents by what AWS and Crossplane would have
// chosen: names, the account, IDs and addresses.
var elsewhere = strings.NewReplacer(
	"farmers-e0fb4", "farmers-x7k2p", "123456789012", "210987654321", "2001:db8:4b10:ef", "2600:1f14:e7f:2b",
	"vpc-0", "vpc-1", "subnet-f", "subnet-0", "sg-5", "sg-0", "rtb-9", "rtb-0", "198.51.100.", "203.0.113.",
)

// settleElsewhere returns the composite and the resources of farmers as they would be in
// another account, with names and IDs that the simulation does not invent.
func settleElsewhere(t *testing.T) (*unstructured.Unstructured, []*unstructured.Unstructured) {
	t.Helper()
	request := render.Request{Claim: "../../" + farmers}
	settle := func(s *render.Settling) *unstructured.Unstructured {
		in, err := render.Load(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		s.Reconciler, s.Simulation = pipeline.New(), newProvider()
		settled, err := s.Settle(t.Context(), in.Composite)
		if err != nil {
			t.Fatal(err)
		}
		return settled.Composite
	}
	here, there := &render.Settling{}, &render.Settling{}
	request.Before = moved(t, settle(here))
	for _, o := range here.Observed {
		// Their keys depend on ARNs: they are created where they run.
		if kind := o.GetKind(); kind != "TaskDefinition" && kind != "Service" {
			there.Observed = append(there.Observed, moved(t, o))
		}
	}
	return settle(there), there.Observed
}

func moved(t *testing.T, o *unstructured.Unstructured) *unstructured.Unstructured {
	t.Helper()
	data, err := o.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	out := &unstructured.Unstructured{}
	if err := out.UnmarshalJSON([]byte(elsewhere.Replace(string(data)))); err != nil {
		t.Fatal(err)
	}
	return out
}

// running returns the server of a cluster in which farmers runs, and a kubeconfig for it.
func running(t *testing.T) (*apiServer, string) {
	t.Helper()
	composite, resources := settleElsewhere(t)
	for _, o := range resources {
		if arn, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", "arn"); strings.Contains(arn, ":123456789012:") {
			t.Fatalf("%s %s is in the account of the simulation: %s", o.GetKind(), o.GetName(), arn)
		}
	}
	platform, err := render.ReadPlatform("../../" + farmers)
	if err != nil {
		t.Fatal(err)
	}
	references := make([]any, 0, len(resources))
	for _, o := range resources {
		references = append(references, map[string]any{"apiVersion": o.GetAPIVersion(), "kind": o.GetKind(), "name": o.GetName(), "namespace": o.GetNamespace()})
	}
	spec, _ := composite.Object["spec"].(map[string]any)
	spec["resourceRefs"] = references
	claimSpec, _ := platform.Object["spec"].(map[string]any)
	claimSpec["resourceRef"] = map[string]any{"apiVersion": composite.GetAPIVersion(), "kind": composite.GetKind(), "name": composite.GetName()}
	s := &apiServer{objects: append(resources, composite, platform)}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, write(t, "kubeconfig", fmt.Sprintf(`
apiVersion: v1
kind: Config
current-context: test
contexts: [{name: test, context: {cluster: test, user: test}}]
clusters: [{name: test, cluster: {server: %q}}]
users: [{name: test, user: {}}]
`, server.URL))
}

func TestPlanFromCluster(t *testing.T) {
	server, kubeconfig := running(t)
	unchanged, got := planned(t, farmers, "--cluster", "--kubeconfig", kubeconfig)
	if got.status != statusOK || !unchanged.Nothing() || unchanged.Composite != "farmers-x7k2p" || unchanged.From != "cluster test" {
		t.Errorf("the claim of a platform that runs changes something: status %d, %+v\n%s%s", got.status, unchanged.Summary, got.err, execute(t, "", "plan", farmers, "--cluster", "--kubeconfig", kubeconfig).out)
	}
	image := write(t, "image.yaml", strings.Replace(read(t, farmers), "chat:1.4.0", "chat:1.5.0", 1))
	changed, _ := planned(t, image, "--cluster", "--kubeconfig", kubeconfig)
	fromClaim, _ := planned(t, farmers, image)
	if diff := cmp.Diff(fromClaim.Summary, changed.Summary); diff != "" {
		t.Errorf("plan from the cluster: -from the claim, +got:\n%s", diff)
	}
	if len(server.refused) > 0 {
		t.Errorf("a plan only reads: %v", server.refused)
	}
}

func TestPlanFromClusterErrors(t *testing.T) {
	server, kubeconfig := running(t)
	region := write(t, "region.yaml", strings.Replace(read(t, farmers), "region: eu-central-1", "region: eu-west-1", 1))
	other := write(t, "other.yaml", strings.Replace(read(t, farmers), "name: farmers", "name: others", 1))
	checkRuns(t, []string{"plan", "--cluster"}, map[string]run{
		"Refused":  {"Rules about changes are applied to the platform that runs.", []string{region, "--kubeconfig", kubeconfig}, 1, "region cannot change", ""},
		"New":      {"A platform that does not exist yet is new.", []string{other, "--kubeconfig", kubeconfig}, 2, "158 to create, 0 to update", ""},
		"Context":  {"A context that does not exist is named.", []string{farmers, "--kubeconfig", kubeconfig, "--context", "prod"}, 1, "", "error: cannot read the kubeconfig: context \"prod\" does not exist\n"},
		"NoConfig": {"A kubeconfig that does not exist is named.", []string{farmers, "--kubeconfig", "absent"}, 1, "", "error: cannot read the kubeconfig: stat absent: no such file or directory\n"},
	})
	if len(server.refused) > 0 {
		t.Errorf("a plan only reads: %v", server.refused)
	}
}

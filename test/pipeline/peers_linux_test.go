package pipeline

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"sigs.k8s.io/yaml"
)

// peers are the functions that the project is compared with: one step that returns the
// resources from a template without directives, which is the least work for
// function-go-templating, and one that sets their readiness.
var peers = []string{"function-go-templating", "function-auto-ready"}

// A contender is a pipeline of functions that composes a platform.
type contender struct {
	name      string
	processes []*process

	// calls are the requests of a reconcile, one for each process.
	calls [][]byte
}

// contenders starts the pipelines that are compared. The last one is that of the peers.
func contenders(t *testing.T, bin, peersDir string) []*contender {
	t.Helper()
	four := &contender{name: "four functions"}
	for _, f := range functions {
		four.processes = append(four.processes, startProcess(t, filepath.Join(bin, "function-xplatform-"+f.Name)))
	}
	one := &contender{name: "one function", processes: []*process{startProcess(t, filepath.Join(bin, "function-xplatform"))}}
	theirs := &contender{name: "go-templating and auto-ready"}
	for _, name := range peers {
		socket := socketPath(t)
		cmd := exec.CommandContext(t.Context(), filepath.Join(peersDir, name), "--insecure", "--network=unix", "--address="+socket, "--max-recv-message-size=64")
		theirs.processes = append(theirs.processes, startServing(t, cmd, socket))
	}
	return []*contender{four, one, theirs}
}

// prepare sets the requests of a reconcile. That of the peers desires all resources of the
// template from the beginning.
func prepare(t *testing.T, all []*contender, s scenario, template string) {
	t.Helper()
	four, one, theirs := all[0], all[1], all[2]
	four.calls, one.calls = s.calls, s.calls[:1]
	req := &fnv1.RunFunctionRequest{}
	if err := proto.Unmarshal(s.calls[0], req); err != nil {
		t.Fatal(err)
	}
	input, err := structpb.NewStruct(map[string]any{
		"apiVersion": "gotemplating.fn.crossplane.io/v1beta1", "kind": "GoTemplate", "source": "Inline", "inline": map[string]any{"template": template},
	})
	if err != nil {
		t.Fatal(err)
	}
	req.Input = input
	theirs.calls = nil
	for _, p := range theirs.processes {
		call, err := proto.Marshal(req)
		if err != nil {
			t.Fatal(err)
		}
		theirs.calls = append(theirs.calls, call)
		rsp := p.call(t, req)
		req.Desired, req.Context, req.Input = rsp.GetDesired(), rsp.GetContext(), nil
	}
	if got, want := len(req.GetDesired().GetResources()), strings.Count(template, "---\n"); got != want {
		t.Fatalf("the peers desire %d resources of %d", got, want)
	}
}

// staticTemplate returns the desired resources of a reconcile as the documents of a
// template.
func staticTemplate(t *testing.T, s scenario) string {
	t.Helper()
	req := &fnv1.RunFunctionRequest{}
	if err := proto.Unmarshal(s.calls[len(s.calls)-1], req); err != nil {
		t.Fatal(err)
	}
	desired := respond(t, functions[len(functions)-1], req).GetDesired().GetResources()
	var all bytes.Buffer
	for k, r := range desired {
		object := r.GetResource().AsMap()
		metadata := object["metadata"].(map[string]any)
		annotations, _ := metadata["annotations"].(map[string]any)
		if annotations == nil {
			annotations = map[string]any{}
		}
		annotations["gotemplating.fn.crossplane.io/composition-resource-name"] = k
		metadata["annotations"] = annotations
		document, err := yaml.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "---\n%s", document)
	}
	if strings.Contains(all.String(), "{{") {
		t.Fatal("a resource contains a directive of templates")
	}
	return all.String()
}

// reconcile calls the functions until they have used some CPU time, and returns that of
// one reconcile in milliseconds.
func (c *contender) reconcile(t *testing.T, atLeast time.Duration) float64 {
	t.Helper()
	before := c.cpu(t)
	for n := 1; ; n++ {
		for i, p := range c.processes {
			p.send(t, c.calls[i])
		}
		if used := c.cpu(t) - before; used >= atLeast {
			return used.Seconds() * 1000 / float64(n)
		}
	}
}

// cpu returns the CPU time of the processes.
func (c *contender) cpu(t *testing.T) time.Duration {
	t.Helper()
	var sum time.Duration
	for _, p := range c.processes {
		sum += p.cpu(t)
	}
	return sum
}

// resident returns the resident memory of the processes, in MiB.
func (c *contender) resident(t *testing.T) float64 {
	t.Helper()
	sum := 0.0
	for _, p := range c.processes {
		sum += p.resident(t)
	}
	return sum
}

package render

import (
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// errorPrefix is the prefix of crossplane's error messages. It indents further
// lines below the first. The CLI repeats Crossplane's message, prefix and
// indentation included.
const errorPrefix = "crossplane: error: "

var fatalResult = regexp.MustCompile(`(?s)pipeline step "([^"]*)" returned a fatal result: (.*)`)

// explain turns a failed run into an error: a fatal result into the function's
// message, any other failure into that of crossplane.
func explain(err error, stderr string) error {
	first, _, _ := strings.Cut(stderr, "\n")
	indentation := strings.Repeat(" ", len(errorPrefix)*strings.Count(first, errorPrefix))
	stderr = strings.TrimSpace(strings.ReplaceAll(stderr, "\n"+indentation, "\n"))
	stderr = strings.TrimPrefix(stderr, errorPrefix)
	if m := fatalResult.FindStringSubmatch(stderr); m != nil {
		return &FatalError{Step: m[1], Text: m[2]}
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && stderr != "" {
		return fmt.Errorf("cannot run crossplane composition render: %s", stderr)
	}
	return fmt.Errorf("cannot run crossplane composition render: %w", err)
}

// parse reads the output of crossplane composition render: the composite, the
// resources, then the results.
func parse(stdout []byte, xr *unstructured.Unstructured) (*Result, error) {
	objects, err := readDocuments(stdout)
	if err != nil {
		return nil, fmt.Errorf("cannot read the output of crossplane composition render: %w", err)
	}
	if len(objects) == 0 {
		return nil, errors.New("cannot read the output of crossplane composition render: it is empty")
	}
	result := &Result{Composite: functionStatus(withStatus(xr, objects[0])), Reconciles: 1}
	for _, o := range objects[1:] {
		if o.GetAPIVersion() != "render.crossplane.io/v1beta1" {
			result.Resources = append(result.Resources, canonical(o))
			continue
		}
		if m, ok := functionMessage(o); ok {
			result.Messages = append(result.Messages, m)
		}
	}
	slices.SortFunc(result.Resources, func(a, b *unstructured.Unstructured) int {
		return strings.Compare(resourceName(a), resourceName(b))
	})
	return result, nil
}

// functionStatus keeps the status of a composite that the functions set, and
// Ready, in the order of Crossplane 2.2. It removes Crossplane's own fields,
// which are not about the platform.
func functionStatus(xr *unstructured.Unstructured) *unstructured.Unstructured {
	status, ok := xr.Object["status"].(map[string]any)
	if !ok {
		return xr
	}
	delete(status, "claimConditionTypes")
	list, _ := status["conditions"].([]any)
	var ready, others []any
	for _, v := range list {
		c, _ := v.(map[string]any)
		switch c["type"] {
		case "Ready":
			ready = append(ready, c)
		case "Synced", "Responsive":
		default:
			others = append(others, c)
		}
	}
	status["conditions"] = append(ready, others...)
	return xr
}

// stepMessage matches an event in which Crossplane reports a function's result.
var stepMessage = regexp.MustCompile(`(?s)^Pipeline step "([^"]*)": (.*)$`)

// functionMessage reads a function's result from a document of results.
// Crossplane prints events there, its own included; the CLI of 2.2 prints the
// functions' results.
func functionMessage(o *unstructured.Unstructured) (Message, bool) {
	if o.GetKind() != "Result" {
		return Message{}, false
	}
	m := Message{Severity: SeverityNormal}
	if s := o.Object["severity"]; s == "Warning" || s == "SEVERITY_WARNING" {
		m.Severity = SeverityWarning
	}
	m.Step, _ = o.Object["step"].(string)
	m.Text, _ = o.Object["message"].(string)
	if m.Step != "" {
		return m, true
	}
	said := stepMessage.FindStringSubmatch(m.Text)
	if said == nil {
		return Message{}, false
	}
	m.Step, m.Text = said[1], said[2]
	return m, true
}

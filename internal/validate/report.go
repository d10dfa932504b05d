// Package validate finds the faults of claims in files, and where they are.
package validate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/claimfile"
	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// Fault is one fault of a claim.
type Fault struct {
	File string `json:"file"`
	claimfile.Position

	// Platform is the name of the platform, empty if the file cannot be read.
	Platform string `json:"platform,omitempty"`

	// Field is the path of the field, empty if the fault is of the whole file.
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

// Text returns the fault without its place.
func (f Fault) Text() string {
	if f.Field == "" {
		return f.Message
	}
	return f.Field + ": " + f.Message
}

// Report is all faults of files.
type Report struct {
	// Platforms is the number of platforms that were found.
	Platforms int     `json:"platforms"`
	Faults    []Fault `json:"faults"`

	files map[string]bool
}

// NewReport returns a report without faults.
func NewReport() *Report { return &Report{Faults: []Fault{}, files: map[string]bool{}} }

// Summary returns the numbers of platforms and faults in one line.
func (r *Report) Summary() string {
	return fmt.Sprintf("platforms: %d, faults: %d", r.Platforms, len(r.Faults))
}

// Add validates the platforms of a file, each file once.
func (r *Report) Add(ctx context.Context, file string, data []byte) error {
	if r.files[file] {
		return nil
	}
	r.files[file] = true
	objects, broken := claimfile.Parse(data)
	var found []Fault
	for _, b := range broken {
		found = append(found, Fault{File: file, Position: b.Position, Message: b.Text})
	}
	for _, o := range objects {
		if f, wrong := otherVersion(o); wrong {
			f.File = file
			found = append(found, f)
		}
		if !render.IsPlatform(o.Unstructured) {
			continue
		}
		r.Platforms++
		faults, err := faultsOf(ctx, o)
		if err != nil {
			return err
		}
		for _, f := range faults {
			f.File, f.Platform = file, o.GetName()
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	r.Faults = append(r.Faults, found...)
	return nil
}

// otherVersion is the fault of a platform of a version that does not exist: it would be
// skipped otherwise.
func otherVersion(o claimfile.Object) (Fault, bool) {
	k := o.GroupVersionKind()
	ours := k.Group == "xplatform.dev" || k.Group == "m.xplatform.dev"
	if !ours || render.IsPlatform(o.Unstructured) || k.Kind != "Platform" && k.Kind != "XPlatform" {
		return Fault{}, false
	}
	return Fault{
		Position: o.Position("apiVersion"), Platform: o.GetName(), Field: "apiVersion",
		Message: fmt.Sprintf("%s has no kind %s: write %s/v1alpha1 and Platform", o.GetAPIVersion(), k.Kind, k.Group),
	}, true
}

// faultsOf returns the faults of a platform: those of its fields, or else those that
// the functions find when they compose it.
func faultsOf(ctx context.Context, o claimfile.Object) ([]Fault, error) {
	platform := o.DeepCopy()
	faults, err := render.Faults(ctx, platform)
	if err != nil {
		return nil, err
	}
	var out []Fault
	for _, f := range faults {
		out = append(out, Fault{Position: o.Position(f.Field), Field: f.Field, Message: f.ErrorBody()})
	}
	if len(out) > 0 {
		return out, nil
	}
	return composed(ctx, o, platform)
}

// composed returns what the functions find in a platform whose fields have no fault.
func composed(ctx context.Context, o claimfile.Object, platform *unstructured.Unstructured) ([]Fault, error) {
	xr, err := render.ToComposite(platform, "", "validated")
	if err != nil {
		return nil, err
	}
	_, err = pipeline.New().Reconcile(ctx, xr, nil)
	fatal := (*render.FatalError)(nil)
	if !errors.As(err, &fatal) {
		return nil, err
	}
	var out []Fault
	for line := range strings.Lines(fatal.Text) {
		text := strings.TrimSpace(strings.TrimPrefix(line, "- "))
		if text == "" || strings.HasSuffix(text, ":") {
			continue // A heading.
		}
		field := ""
		if head, rest, ok := strings.Cut(text, ": "); ok && strings.HasPrefix(head, "spec") {
			field, text = head, rest
		}
		out = append(out, Fault{Position: o.Position(field), Field: field, Message: text})
	}
	return out, nil
}

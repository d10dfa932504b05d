package explain

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// A Renderer returns the resources that a platform has once it has settled.
type Renderer func(ctx context.Context, platform *unstructured.Unstructured) ([]*unstructured.Unstructured, error)

// A Claim is a claim with its resources and fields.
type Claim struct {
	Resources []*unstructured.Unstructured
	Fields    []Field

	platform *unstructured.Unstructured
	render   Renderer
}

// An Effect is the difference that a field makes.
type Effect struct {
	Field

	// Other is the value that was tried in place of that of the field, empty if the field
	// was removed.
	Other string

	Change timeline.Change

	// Unknown is set if no other value is valid for the field alone.
	Unknown bool
}

// NewClaim renders a valid claim.
func NewClaim(ctx context.Context, given *unstructured.Unstructured, schema extv1.JSONSchemaProps, render Renderer) (*Claim, error) {
	c := &Claim{platform: given.DeepCopy(), render: render}
	if found, err := faultsOf(ctx, c.platform); err != nil || len(found) > 0 {
		return nil, errors.Join(err, found)
	}
	var err error
	if c.Resources, err = render(ctx, c.platform.DeepCopy()); err != nil {
		return nil, err
	}
	spec, _, _ := unstructured.NestedMap(c.platform.Object, "spec")
	own, _, _ := unstructured.NestedMap(given.Object, "spec")
	props := schema.Properties["spec"]
	c.Fields = fieldsOf(spec, own, &props)
	return c, nil
}

// faults are those of a claim, as an error.
type faults []error

func (f faults) Error() string { return errors.Join(f...).Error() }

// faultsOf returns the faults of a platform, and adds its defaults.
func faultsOf(ctx context.Context, platform *unstructured.Unstructured) (faults, error) {
	list, err := render.Faults(ctx, platform)
	out := make(faults, 0, len(list))
	for _, f := range list {
		out = append(out, f)
	}
	return out, err
}

// Effects returns the effect of each of some fields, in their order.
func (c *Claim) Effects(ctx context.Context, fields []Field) ([]Effect, error) {
	out := make([]Effect, len(fields))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				out[i] = c.effect(ctx, fields[i])
			}
		})
	}
	for i := range fields {
		next <- i
	}
	close(next)
	workers.Wait()
	return out, ctx.Err()
}

// maxTries is how many valid values of a field are tried until one makes a difference.
const maxTries = 2

func (c *Claim) effect(ctx context.Context, f Field) Effect {
	e := Effect{Field: f, Unknown: true}
	tries := 0
	for _, value := range alternatives(f) {
		if tries == maxTries || ctx.Err() != nil {
			break
		}
		resources, err := c.with(ctx, f, value)
		if err != nil {
			continue // The value is not valid for this claim.
		}
		tries++
		e.Unknown, e.Other = false, fmt.Sprint(value)
		if _, ok := value.(removed); ok {
			e.Other = ""
		}
		if e.Change = timeline.Compare(c.Resources, resources); !e.Change.Empty() {
			break
		}
	}
	return e
}

// with renders the claim with another value of a field.
func (c *Claim) with(ctx context.Context, f Field, value any) ([]*unstructured.Unstructured, error) {
	platform := c.platform.DeepCopy()
	spec, ok := set(platform.Object["spec"], f.steps, value).(map[string]any)
	if !ok {
		return nil, fmt.Errorf("cannot alter spec.%s", f.Path)
	}
	platform.Object["spec"] = spec
	if found, err := faultsOf(ctx, platform); err != nil || len(found) > 0 {
		return nil, errors.Join(err, found)
	}
	return c.render(ctx, platform)
}

// Below returns the field at a path and all below it.
func (c *Claim) Below(path string) []Field {
	path = strings.TrimPrefix(path, "spec.")
	var out []Field
	for _, f := range c.Fields {
		rest, ok := strings.CutPrefix(f.Path, path)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			out = append(out, f)
		}
	}
	return out
}

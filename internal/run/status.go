package run

import (
	"fmt"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// setStatus adds the function's part to the platform's status that earlier
// functions wrote.
func setStatus(rsp *fnv1.RunFunctionResponse, xr composite, d desired, out Output) error {
	own, err := wire.Struct(out.Status)
	if err != nil {
		return fmt.Errorf("cannot write status: %w", err)
	}
	if rsp.Desired.Composite == nil {
		rsp.Desired.Composite = &fnv1.Resource{}
	}
	c := rsp.Desired.Composite
	if c.Resource == nil {
		c.Resource = &structpb.Struct{}
	}
	root := c.Resource
	if root.Fields == nil {
		root.Fields = map[string]*structpb.Value{}
	}
	root.Fields["apiVersion"] = xr.Get("apiVersion").Decode()
	root.Fields["kind"] = xr.Get("kind").Decode()
	status := child(root, "status")
	merge(status, own.Decode())
	kept, removed := d.onDelete()
	if len(kept)+len(removed) == 0 {
		return nil
	}
	onDelete := child(status, "onDelete")
	insertSorted(onDelete, "kept", kept)
	insertSorted(onDelete, "removed", removed)
	return nil
}

// setConnection adds to the connection details of a composite that has any:
// namespaced ones have a Secret among their resources instead.
func setConnection(c *fnv1.Resource, details map[string]string) {
	if c.ConnectionDetails == nil && len(details) > 0 {
		c.ConnectionDetails = map[string][]byte{}
	}
	for k, v := range details {
		c.ConnectionDetails[k] = []byte(v)
	}
}

// merge writes fields over those of a struct, and keeps all others: several
// functions write the status of a service, for example.
func merge(into, from *structpb.Struct) {
	for k, v := range from.GetFields() {
		if v.GetStructValue() == nil {
			into.Fields[k] = v
			continue
		}
		merge(child(into, k), v.GetStructValue())
	}
}

// child returns the struct in a field, and creates it if there is none.
func child(s *structpb.Struct, field string) *structpb.Struct {
	c := s.GetFields()[field].GetStructValue()
	if c == nil {
		c = &structpb.Struct{}
		s.Fields[field] = structpb.NewStructValue(c)
	}
	if c.Fields == nil {
		c.Fields = map[string]*structpb.Value{}
	}
	return c
}

// insertSorted inserts strings into a sorted list without duplicates: all
// functions add to the same list, in any order, and a function may run twice.
func insertSorted(s *structpb.Struct, field string, texts []string) {
	if len(texts) == 0 {
		return
	}
	all := slices.Clone(texts)
	for _, v := range s.Fields[field].GetListValue().GetValues() {
		all = append(all, v.GetStringValue())
	}
	slices.Sort(all)
	var list []*structpb.Value
	for _, t := range slices.Compact(all) {
		list = append(list, structpb.NewStringValue(t))
	}
	s.Fields[field] = structpb.NewListValue(&structpb.ListValue{Values: list})
}

// deletable reports whether a managed resource's policies allow Crossplane to
// delete it in AWS.
func deletable(managementPolicies wire.Value) bool {
	some := false
	for policy := range managementPolicies.Items() {
		if policy.Is("*") || policy.Is("Delete") {
			return true
		}
		some = true
	}
	return !some
}

package simulatedaws

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// TestReportedFieldsExist holds every reported object against the schema of its
// own CRD, in both families.
func TestReportedFieldsExist(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	families := map[string]func(*unstructured.Unstructured){
		"Cluster": func(*unstructured.Unstructured) {},
		"Namespaced": func(o *unstructured.Unstructured) {
			o.SetAPIVersion(strings.Replace(strings.Split(o.GetAPIVersion(), "/")[0], ".aws.", ".aws.m.", 1) + "/v1beta1")
			o.SetNamespace("team")
		},
	}
	for family, convert := range families {
		t.Run(family, func(t *testing.T) {
			desired := objects(t, everyKind)
			for _, o := range desired {
				convert(o)
			}
			observed, err := (&Provider{Sound: true}).Act(desired, nil)
			if err != nil {
				t.Fatalf("Act(...): %v", err)
			}
			missing := map[string]bool{}
			for k := range kinds {
				missing[k] = true
			}
			for _, o := range observed {
				delete(missing, kindKey(o))
				if faults, err := judge.Judge(t.Context(), o); err != nil || len(faults) > 0 {
					t.Errorf("%s %s: %v %v", o.GetKind(), o.GetName(), faults, err)
				}
				if s := look(o); s.Ready != "Available" {
					t.Errorf("%s %s is not ready: %s", o.GetKind(), o.GetName(), s.Problem)
				}
				for _, field := range unknownFields("", o.Object, schemaOf(t, judge, o)) {
					t.Errorf("%s has no field %s", kindKey(o), field)
				}
			}
			if len(missing) > 0 {
				t.Errorf("everyKind lacks %v", missing)
			}
		})
	}
}

// schemaOf returns the schema of an object's version in the provider's CRD.
func schemaOf(t *testing.T, judge *providercrd.Judge, o *unstructured.Unstructured) extv1.JSONSchemaProps {
	t.Helper()
	gvk := o.GroupVersionKind()
	crd, err := judge.CRD(gvk.GroupKind())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range crd.Spec.Versions {
		if v.Name == gvk.Version {
			return *v.Schema.OpenAPIV3Schema
		}
	}
	t.Fatalf("%s has no version %s", crd.GetName(), gvk.Version)
	return extv1.JSONSchemaProps{}
}

func unknownFields(path string, v any, s extv1.JSONSchemaProps) []string {
	var unknown []string
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			at := path + "." + key
			switch p, ok := s.Properties[key]; {
			case at == ".metadata" || at == ".apiVersion" || at == ".kind":
			case ok:
				unknown = append(unknown, unknownFields(at, value, p)...)
			case s.AdditionalProperties == nil:
				unknown = append(unknown, at)
			}
		}
	case []any:
		for i, item := range v {
			unknown = append(unknown, unknownFields(fmt.Sprintf("%s[%d]", path, i), item, *s.Items.Schema)...)
		}
	}
	return unknown
}

var (
	resolverOf = regexp.MustCompile(`(?m)^func \(mg \*(\w+)\) ResolveReferences`)
	resolution = regexp.MustCompile(`(?s)GetManagedResource\("(\w+)\.[\w.]+", "\w+", "(\w+)".*?CurrentValues?:\s+reference\.\w+\(mg\.Spec\.ForProvider\.([\w.\[\]]+)\),\s+Extract:\s+(.*?),\n`)
	paramPath  = regexp.MustCompile(`ExtractParamPath\("(\w+)", (true|false)\)`)
	loopIndex  = regexp.MustCompile(`\[i\d+\]`)
)

// TestReferencesAreTheProviders holds the table's references against the
// resolvers that the provider runs for everyKind, in both families: at what
// path, to what kind, and which value is taken. None to a kind in the table is
// missing, except those that take what extracted does not know.
func TestReferencesAreTheProviders(t *testing.T) {
	source, err := providercrd.Source()
	if err != nil {
		t.Fatal(err)
	}
	probe := &unstructured.Unstructured{Object: map[string]any{
		"metadata": map[string]any{"annotations": map[string]any{externalNameAnnotation: "name"}},
		"status": map[string]any{"atProvider": map[string]any{
			"id": "id", "arn": "arn", "publicIp": "public_ip", "keyId": "key_id", "domainName": "domain_name",
		}},
		"spec": map[string]any{"forProvider": map[string]any{
			"cidrBlock": "asked cidr_block", "ipv6CidrBlock": "asked ipv6_cidr_block", "identifier": "asked identifier",
			"resourceId": "asked resource_id", "scalableDimension": "asked scalable_dimension", "serviceNamespace": "asked service_namespace",
		}},
	}}
	for _, o := range objects(t, everyKind) {
		key := kindKey(o)
		table := map[string]string{}
		for field, target := range kinds[key].refs {
			table[strings.ToLower(field)] = target.kind + " " + target.take(probe)
		}
		for family, version := range map[string]string{"cluster": o.GroupVersionKind().Version, "namespaced": "v1beta1"} {
			truth := resolvers(t, filepath.Join(source, "apis", family), key, version)
			if diff := cmp.Diff(truth, table); diff != "" {
				t.Errorf("%s %s: -provider, +table:\n%s", family, key, diff)
			}
		}
	}
}

// resolvers returns the references that the provider resolves for a kind, by
// the path of the field in lower case and without positions in lists. Fields
// that are not simulated are omitted.
func resolvers(t *testing.T, apis, key, version string) map[string]string {
	t.Helper()
	service, kind, _ := strings.Cut(key, "/")
	out := map[string]string{}
	data, err := os.ReadFile(filepath.Join(apis, service, version, "zz_generated.resolvers.go"))
	if errors.Is(err, fs.ErrNotExist) {
		return out // No kind of this version refers to anything.
	}
	if err != nil {
		t.Fatalf("cannot read resolvers of %s: %v", service, err)
	}
	starts := resolverOf.FindAllStringSubmatchIndex(string(data), -1)
	for i, s := range starts {
		if string(data[s[2]:s[3]]) != kind {
			continue
		}
		end := len(data)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		for _, m := range resolution.FindAllStringSubmatch(string(data[s[0]:end]), -1) {
			to, value := m[1]+"/"+m[2], extracted(m[4])
			if _, simulated := kinds[to]; simulated && value != "" {
				out[strings.ToLower(loopIndex.ReplaceAllString(m[3], ""))] = to + " " + value
			}
		}
	}
	return out
}

// extracted returns the value that one of the provider's extractors takes from
// the probe, or "" for those that are not simulated.
func extracted(extractor string) string {
	switch {
	case strings.HasSuffix(extractor, "ExternalName()"):
		return "name"
	case strings.HasSuffix(extractor, "ExtractResourceID()"):
		return "id"
	case strings.HasSuffix(extractor, "ARNExtractor()"):
		return "arn"
	}
	m := paramPath.FindStringSubmatch(extractor)
	switch {
	case m == nil:
		return ""
	case m[2] == "true":
		return m[1]
	default:
		return "asked " + m[1]
	}
}

package e2e

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
)

// inFlight is the time in which moto answers requests that it received before
// the provider ended. The provider takes longer to restart.
const inFlight = 3 * time.Second

// adopt sets the external names of resources that the provider was creating
// when it ended, as docs/running.md describes for operators: the provider does
// not know them, and would create these resources a second time.
func (e *emulation) adopt(platforms []*platform) {
	e.t.Helper()
	time.Sleep(inFlight)
	created := e.created()
	for f, resources := range e.collect(platforms) {
		for key, o := range resources {
			id := created[taggedAs{name: o.GetName(), kind: strings.ToLower(o.GroupVersionKind().GroupKind().String())}]
			if id == "" || o.GetAnnotations()[externalName] != "" {
				continue
			}
			e.annotate(o, externalName, id)
			e.report.adopted = append(e.report.adopted, fmt.Sprintf("%s\t%s\t%s", f.o.GetName(), key, id))
		}
	}
	slices.Sort(e.report.adopted)
}

func (e *emulation) annotate(o *unstructured.Unstructured, name, value string) {
	e.t.Helper()
	change := fmt.Appendf(nil, `{"metadata":{"annotations":{%q:%q}}}`, name, value)
	e.answer("annotate "+o.GetName(), func() error {
		_, err := e.client.Resource(of(o)).Namespace(o.GetNamespace()).Patch(e.ctx, o.GetName(), types.MergePatchType, change, metav1.PatchOptions{})
		return err
	})
}

// taggedAs identifies the managed resource of an AWS resource by the provider's
// tags.
type taggedAs struct{ name, kind string }

// created returns the IDs of resources in EC2, the only service that generates
// the IDs of its resources, by the provider's tags.
func (e *emulation) created() map[taggedAs]string {
	e.t.Helper()
	names, kinds := e.tags("crossplane-name"), e.tags("crossplane-kind")
	all := map[taggedAs]string{}
	for id, name := range names {
		all[taggedAs{name: name, kind: kinds[id]}] = id
	}
	return all
}

// tags returns the values of a tag in EC2, by the IDs of its resources.
func (e *emulation) tags(key string) map[string]string {
	e.t.Helper()
	form := url.Values{"Action": {"DescribeTags"}, "Version": {"2016-11-15"}, "Filter.1.Name": {"key"}, "Filter.1.Value.1": {key}}
	request, err := http.NewRequestWithContext(e.ctx, http.MethodPost, "http://"+e.address, strings.NewReader(form.Encode()))
	if err != nil {
		e.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=0")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		e.t.Fatalf("cannot request tags from moto: %v", err)
	}
	defer answer.Body.Close()
	var found struct {
		Items []struct {
			ID    string `xml:"resourceId"`
			Value string `xml:"value"`
		} `xml:"tagSet>item"`
	}
	if err := xml.NewDecoder(answer.Body).Decode(&found); err != nil {
		e.t.Fatalf("cannot read the tags of moto: %v", err)
	}
	values := map[string]string{}
	for _, item := range found.Items {
		values[item.ID] = item.Value
	}
	return values
}

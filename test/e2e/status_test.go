package e2e

import (
	"cmp"
	"encoding/base64"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// told lists fields of the status with connection details, with the field of
// the resource and the key of the connection Secrets that must be equal.
var told = []struct {
	status []string
	of     string
	field  string
	secret string
}{
	{[]string{"network", "vpcId"}, "vpc", "id", ""},
	{[]string{"network", "cidr"}, "vpc", "cidrBlock", ""},
	{[]string{"network", "ipv6Cidr"}, "vpc", "ipv6CidrBlock", ""},
	{[]string{"network", "subnetIds", "private", "a"}, "subnet-private-a", "id", ""},
	{[]string{"network", "natAddresses", "a"}, "elastic-ip-a", "publicIp", ""},
	{[]string{"edge", "dnsName"}, "load-balancer", "dnsName", ""},
	{[]string{"edge", "zoneId"}, "load-balancer", "zoneId", ""},
	{[]string{"database", "host"}, "database", "address", "database-host"},
	{[]string{"database", "port"}, "database", "port", "database-port"},
	{[]string{"database", "name"}, "database", "dbName", "database-name"},
	{[]string{"cache", "host"}, "cache", "primaryEndpointAddress", "cache-host"},
	{[]string{"cache", "port"}, "cache", "port", "cache-port"},
	{[]string{"cache", "secretArn"}, "cache-secret", "arn", "cache-secret-arn"},
	{[]string{"search", "endpoint"}, "search", "endpoint", "search-endpoint"},
	{[]string{"search", "roleArn"}, "search-access-role", "arn", ""},
	{[]string{"services", "chat", "targetGroupArn"}, "target-group-chat-3002", "arn", ""},
}

// status checks the connection details in the platform's status and in its
// Secrets.
func status(f *platform) {
	all, reached := f.resources(), map[string]string{}
	for _, s := range told {
		says, is := f.text(s.status...), at(all[s.of], "status", "atProvider", s.field)
		if says != is || is == "" {
			f.t.Errorf("status.%v is %q, and %s of %s is %q", s.status, says, s.field, s.of, is)
		}
		if s.secret != "" {
			reached[s.secret] = is
		}
	}
	reached["url"] = "https://" + at(all["load-balancer"], "status", "atProvider", "dnsName")
	reached["database-secret-arn"] = f.text("database", "secretArn")
	if url := f.text("edge", "url"); url != reached["url"] {
		f.t.Errorf("status.edge.url is %q, want %q", url, reached["url"])
	}
	names := []string{cmp.Or(at(f.o, "spec", "connectionSecretName"), f.o.GetName()+"-connection")}
	if own := at(f.o, "spec", "writeConnectionSecretToRef", "name"); own != "" {
		names = append(names, own)
	}
	for _, name := range names {
		f.await(soon, "Secret "+name+" has the connection details of the platform", func() string { return f.reaches(name, reached) })
	}
}

// reaches returns a message about a value in a Secret that differs from the
// connection details.
func (f *platform) reaches(secret string, reached map[string]string) string {
	f.t.Helper()
	s := f.get(secrets, f.o.GetNamespace(), secret)
	if s == nil {
		return "there is none"
	}
	data, _, _ := unstructured.NestedStringMap(s.Object, "data")
	for key, want := range reached {
		if got, err := base64.StdEncoding.DecodeString(data[key]); err != nil || string(got) != want || want == "" {
			return fmt.Sprintf("%s is %q, want %q", key, got, want)
		}
	}
	if len(data) != len(reached) {
		return fmt.Sprintf("it has %d keys, want %d", len(data), len(reached))
	}
	return ""
}

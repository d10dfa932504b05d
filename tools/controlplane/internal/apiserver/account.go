package apiserver

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

// An Account is someone who may call the API server.
type Account struct {
	user   string
	groups []string
	token  string
}

// Administrator may do anything.
func Administrator() Account {
	return account("admin", "system:masters")
}

// ServiceAccount is one of a namespace, with the groups that Kubernetes gives
// it.
func ServiceAccount(namespace, name string) Account {
	return account("system:serviceaccount:"+namespace+":"+name, "system:serviceaccounts", "system:serviceaccounts:"+namespace)
}

func account(user string, groups ...string) Account {
	secret := make([]byte, 16)
	_, _ = rand.Read(secret) // It never fails.
	return Account{user: user, groups: groups, token: hex.EncodeToString(secret)}
}

// writeTokens writes the file by which the API server knows the accounts.
func writeTokens(path string, accounts []Account) error {
	var lines strings.Builder
	for i, a := range accounts {
		fmt.Fprintf(&lines, "%s,%s,uid-%d,%q\n", a.token, a.user, i, strings.Join(a.groups, ","))
	}
	return os.WriteFile(path, []byte(lines.String()), 0o600)
}

// WriteKubeconfig writes a kubeconfig with which an account reaches the API
// server at an address.
func WriteKubeconfig(path, address string, ca []byte, a Account) error {
	const name = "xplatform"
	c := api.NewConfig()
	c.Clusters[name] = &api.Cluster{Server: "https://" + address, CertificateAuthorityData: ca}
	c.AuthInfos[name] = &api.AuthInfo{Token: a.token}
	c.Contexts[name] = &api.Context{Cluster: name, AuthInfo: name, Namespace: "default"}
	c.CurrentContext = name
	if err := clientcmd.WriteToFile(*c, path); err != nil {
		return fmt.Errorf("cannot write kubeconfig: %w", err)
	}
	return nil
}

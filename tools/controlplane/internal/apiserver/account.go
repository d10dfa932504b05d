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

// An Account is a user or ServiceAccount of the API server.
type Account struct {
	user   string
	groups []string
	token  string
}

// Administrator returns an account with all permissions.
func Administrator() Account {
	return account("admin", "system:masters")
}

// ServiceAccount returns the account of a ServiceAccount, with the groups that
// Kubernetes gives it.
func ServiceAccount(namespace, name string) Account {
	return account("system:serviceaccount:"+namespace+":"+name, "system:serviceaccounts", "system:serviceaccounts:"+namespace)
}

func account(user string, groups ...string) Account {
	secret := make([]byte, 16)
	_, _ = rand.Read(secret) // It never fails.
	return Account{user: user, groups: groups, token: hex.EncodeToString(secret)}
}

// writeTokens writes the token file with the accounts of the API server.
func writeTokens(path string, accounts []Account) error {
	var lines strings.Builder
	for i, a := range accounts {
		fmt.Fprintf(&lines, "%s,%s,uid-%d,%q\n", a.token, a.user, i, strings.Join(a.groups, ","))
	}
	return os.WriteFile(path, []byte(lines.String()), 0o600)
}

// WriteKubeconfig writes a kubeconfig for an account, with the address of the
// API server.
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

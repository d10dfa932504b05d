// Package emulation runs moto as AWS, and the provider's own program against
// it, instead of the simulation.
package emulation

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apply"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/process"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

const (
	// Address is the address at which moto listens.
	Address = "127.0.0.1:5556"

	port          = "5556"
	webhookPort   = "9555"
	probeAddress  = "127.0.0.1:18081"
	metricAddress = "127.0.0.1:18080"

	// startLimit is the time in which a program must start.
	startLimit = 3 * time.Minute
)

// account is the ID of moto's default account.
const account = "123456789012"

// HostNames are resolved to the loopback interface: S3 Control writes the
// account before the name of the host, also where that is an address.
var HostNames = []string{account + ".127.0.0.1"}

// An Emulation is moto and the provider.
type Emulation struct {
	options.Options
	State state.Dir
}

// StartMoto starts moto. Its resources are lost when it ends, and the control
// plane ends with it.
func (e Emulation) StartMoto(ctx context.Context, failed chan<- error) error {
	go func() {
		err := process.Run(ctx, process.Program{
			Path: e.Python, Args: []string{e.Moto, port, e.State.Path("requests.jsonl")},
			Env: []string{"PYTHONDONTWRITEBYTECODE=1"}, Log: e.State.Log("moto"),
		})
		failed <- fmt.Errorf("moto has ended: %w", err)
	}()
	err := apply.Until(ctx, startLimit, func() error {
		conn, err := net.DialTimeout("tcp", Address, time.Second)
		if err != nil {
			return err
		}
		return conn.Close()
	})
	if err != nil {
		return fmt.Errorf("cannot start moto, see %s: %w", e.State.Log("moto"), err)
	}
	return nil
}

// StartProvider applies the CRDs of the kinds in use as the provider needs
// them, starts the provider, and configures its endpoints.
func (e Emulation) StartProvider(ctx context.Context, c *apply.Client, kinds []string) error {
	authority, err := e.certify()
	if err != nil {
		return fmt.Errorf("cannot create certificate of provider: %w", err)
	}
	if err := pausePackages(ctx, c); err != nil {
		return err
	}
	if err := e.applyCRDs(ctx, c, kinds, authority); err != nil {
		return err
	}
	go process.Keep(ctx, process.Program{
		Path: e.Provider, Log: e.State.Log("provider"),
		Args: []string{
			"--certs-dir=" + e.State.Path(certificates), "--webhook-port=" + webhookPort, "--poll=" + e.Poll, "--max-reconcile-rate=20",
			"--metrics-bind-address=" + metricAddress, "--health-probe-bind-addr=" + probeAddress,
		},
		Env: []string{"KUBECONFIG=" + e.State.Path("apiserver", "admin.kubeconfig"), "AWS_EC2_METADATA_DISABLED=true"},
	})
	if err := apply.Until(ctx, startLimit, func() error { return ready(ctx) }); err != nil {
		return fmt.Errorf("cannot start the provider, see %s: %w", e.State.Log("provider"), err)
	}
	return apply.Until(ctx, startLimit, func() error { return c.Documents(ctx, []byte(configuration())) })
}

// ready returns an error until the provider's webhook serves.
func ready(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+probeAddress+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("it is not ready: %s", answer.Status)
	}
	return nil
}

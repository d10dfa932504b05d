// Package inside runs the isolated part of a control plane.
package inside

import (
	"context"
	"fmt"
	"os"
	"syscall"
	"time"

	"k8s.io/client-go/kubernetes"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apiserver"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apply"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/controllers"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/core"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/emulation"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/etcd"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/install"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/isolation"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/localruntime"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/process"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/progress"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/registry"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

// APIAddressVariable names the environment variable with the address at which
// users reach the API server.
const APIAddressVariable = "XPLATFORM_API_ADDRESS"

// progressFile is the file descriptor to which progress is reported.
const progressFile = 3

// healthyLimit is the time in which packages must become healthy. It is far
// more than usual, for busy machines.
const healthyLimit = 25 * time.Minute

// A plane is a control plane that starts.
type plane struct {
	options.Options
	dir    state.Dir
	report *progress.Report
	failed chan error
	server *apiserver.Server
	client *kubernetes.Clientset
	apply  *apply.Client

	// kinds are the CRDs of the kinds in use.
	kinds []string
}

// Run starts all parts, and returns when an essential one ends.
func Run(o options.Options) error {
	// Child processes must not keep it open.
	syscall.CloseOnExec(progressFile)
	told := os.NewFile(progressFile, "progress")
	p := &plane{Options: o, dir: state.Dir(o.State), report: progress.New(told), failed: make(chan error, 8)}
	ctx := context.Background()
	for _, step := range []func(context.Context) error{p.surroundings, p.kubernetes, p.crossplane, p.aws, p.packages, p.provider} {
		if err := step(ctx); err != nil {
			p.report.Step("%v", err)
			return err
		}
	}
	p.report.Step("ready: kubectl --kubeconfig %s get platforms.xplatform.dev", p.dir.Kubeconfig())
	_ = told.Close() // The waiting process continues.
	return <-p.failed
}

func (p *plane) surroundings(context.Context) error {
	if err := isolation.Prepare(p.hosts()); err != nil {
		return err
	}
	if err := os.Chdir(p.State); err != nil {
		return fmt.Errorf("cannot enter directory of control plane: %w", err)
	}
	return openEndpoints(p.Options)
}

func (p *plane) hosts() string { return p.dir.Path("hosts") }

// kubernetes starts the control plane of a cluster, without nodes.
func (p *plane) kubernetes(ctx context.Context) error {
	if err := etcd.Start(p.dir.Path("etcd"), p.dir.Log("etcd")); err != nil {
		return err
	}
	dir, err := p.dir.Make("apiserver")
	if err != nil {
		return err
	}
	accounts := []apiserver.Account{
		apiserver.Administrator(),
		apiserver.ServiceAccount(core.Namespace, "crossplane"),
		apiserver.ServiceAccount(core.Namespace, "rbac-manager"),
	}
	if p.server, err = apiserver.Start(ctx, dir, accounts, p.failed); err != nil {
		return err
	}
	for name, a := range map[string]apiserver.Account{"crossplane": accounts[1], "rbac-manager": accounts[2]} {
		if err := apiserver.WriteKubeconfig(p.dir.Path(name+".kubeconfig"), apiserver.Address, p.server.CA, a); err != nil {
			return err
		}
	}
	if err := apiserver.WriteKubeconfig(p.dir.Kubeconfig(), os.Getenv(APIAddressVariable), p.server.CA, accounts[0]); err != nil {
		return err
	}
	if p.client, err = kubernetes.NewForConfig(p.server.Admin); err != nil {
		return fmt.Errorf("cannot make client: %w", err)
	}
	if p.apply, err = apply.NewClient(p.server.Admin); err != nil {
		return err
	}
	if err := controllers.Start(ctx, p.server.Admin); err != nil {
		return err
	}
	p.report.Step("etcd, API server and controllers run")
	return nil
}

// crossplane starts Crossplane, and the runtime of its packages.
func (p *plane) crossplane(ctx context.Context) error {
	c := core.Crossplane{
		Program: p.Binary("crossplane-core"), Source: p.Core,
		Kubeconfig: p.dir.Path("crossplane.kubeconfig"), RBACKubeconfig: p.dir.Path("rbac-manager.kubeconfig"),
		Burst: p.Burst, Refill: p.Refill, State: p.dir,
	}
	if err := c.Initialize(ctx, p.apply, p.client); err != nil {
		return fmt.Errorf("cannot initialize Crossplane: %w", err)
	}
	p.report.Step("Crossplane is initialized")
	c.Start(ctx)
	r := &localruntime.Runtime{Client: p.client, Namespace: core.Namespace, State: p.dir, Hosts: p.hosts()}
	if p.Emulated() {
		r.HostNames = emulation.HostNames
	}
	go r.Run(ctx)
	return nil
}

// aws starts the simulation of provider and AWS, or moto.
func (p *plane) aws(ctx context.Context) error {
	if p.Emulated() {
		return p.emulation().StartMoto(ctx, p.failed)
	}
	if !p.Simulated() {
		return nil
	}
	go process.Keep(ctx, process.Program{
		Path: p.Binary("xplatform-simulated-aws"),
		Args: []string{"--kubeconfig=" + p.dir.Path("apiserver", "admin.kubeconfig"), "--store=" + p.dir.Path("aws.json")},
		Log:  p.dir.Log("simulated-aws"),
	})
	return nil
}

// provider starts the provider if moto runs.
func (p *plane) provider(ctx context.Context) error {
	if !p.Emulated() {
		return nil
	}
	if err := p.emulation().StartProvider(ctx, p.apply, p.kinds); err != nil {
		return err
	}
	p.report.Step("the provider runs, against moto")
	return nil
}

func (p *plane) emulation() emulation.Emulation {
	return emulation.Emulation{Options: p.Options, State: p.dir}
}

// packages pushes the packages to the registry and lets Crossplane install
// them.
func (p *plane) packages(ctx context.Context) error {
	if err := registry.Start(p.failed); err != nil {
		return err
	}
	var err error
	if p.kinds, err = install.PushProviders(p.Options); err != nil {
		return err
	}
	if err := install.PushPackages(ctx, p.Options); err != nil {
		return err
	}
	p.report.Step("packages are pushed, with stand-ins for the provider's that hold %d kinds", len(p.kinds))
	err = apply.Until(ctx, 5*time.Minute, func() error { return install.Configuration(ctx, p.apply, p.Options) })
	if err != nil {
		return fmt.Errorf("cannot install Configuration: %w", err)
	}
	if err := install.Await(ctx, p.apply, healthyLimit); err != nil {
		return fmt.Errorf("cannot install packages: %w", err)
	}
	p.report.Step("packages are installed and healthy")
	return nil
}

// Package etcd runs an etcd in this process. It never syncs to disk: its data
// is not needed after the process.
package etcd

import (
	"fmt"
	"net/url"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
)

// Address is the address at which etcd listens.
const Address = "http://127.0.0.1:2379"

// startLimit is the time in which etcd must start. It is far more than usual,
// for busy machines.
const startLimit = 5 * time.Minute

// Start starts etcd, and returns once it responds.
func Start(dir, log string) error {
	client, err := url.Parse(Address)
	if err != nil {
		return err
	}
	peer := &url.URL{Scheme: "http", Host: "127.0.0.1:2380"}
	c := embed.NewConfig()
	c.Dir = dir
	c.UnsafeNoFsync = true
	c.ListenClientUrls, c.AdvertiseClientUrls = []url.URL{*client}, []url.URL{*client}
	c.ListenPeerUrls, c.AdvertisePeerUrls = []url.URL{*peer}, []url.URL{*peer}
	c.InitialCluster = c.InitialClusterFromName(c.Name)
	c.LogLevel, c.LogOutputs = "warn", []string{log}
	e, err := embed.StartEtcd(c)
	if err != nil {
		return fmt.Errorf("cannot start etcd: %w", err)
	}
	select {
	case <-e.Server.ReadyNotify():
		return nil
	case err := <-e.Err():
		return fmt.Errorf("cannot run etcd: %w", err)
	case <-time.After(startLimit):
		return fmt.Errorf("cannot start etcd: it is not ready after %s", startLimit)
	}
}

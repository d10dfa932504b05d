package simulatedprovider

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// load reads an account from a file. Without a file it is empty.
func load(path string) (*simulatedaws.Account, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return simulatedaws.NewAccount(nil), nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read account: %w", err)
	}
	var resources []simulatedaws.Resource
	if err := json.Unmarshal(data, &resources); err != nil {
		return nil, fmt.Errorf("cannot read account from %s: %w", path, err)
	}
	return simulatedaws.NewAccount(resources), nil
}

// save writes the account if it has changed. The file is replaced atomically.
func (p *Provider) save() error {
	data, err := json.MarshalIndent(p.account.Resources(), "", "  ")
	if err != nil {
		return fmt.Errorf("cannot write account: %w", err)
	}
	if before, err := os.ReadFile(p.options.Store); err == nil && bytes.Equal(before, data) {
		return nil
	}
	if err := os.WriteFile(p.options.Store+".new", data, 0o600); err != nil {
		return fmt.Errorf("cannot write account: %w", err)
	}
	return os.Rename(p.options.Store+".new", p.options.Store)
}

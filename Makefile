# Every target is described by the words after its ##; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

GO  ?= go
BIN := _output/bin

functions := $(notdir $(wildcard cmd/function-xplatform-*))
programs  := $(addprefix $(BIN)/,$(functions) xplatform-render)
sources   := go.mod go.sum $(shell find apis cmd functions internal -type f ! -name '*_test.go' ! -path '*/testdata/*')

##@ Use

.PHONY: help
help: ## List the targets.
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  \033[1m%-9s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: render
render: build ## Print every resource that a claim stands for. CLAIM= OBSERVED= FAMILY=cluster|namespaced RECONCILE=settled|first
	@$(BIN)/xplatform-render $(if $(CLAIM),--claim='$(CLAIM)') $(if $(OBSERVED),--observed='$(OBSERVED)') $(if $(FAMILY),--family='$(FAMILY)') $(if $(RECONCILE),--reconcile='$(RECONCILE)')

.PHONY: build
build: $(BIN)/crossplane $(programs) ## Build the functions, the render tool and the crossplane CLI into _output/bin.

##@ Develop

.PHONY: test
test: build ## Run all tests, the rendered cases through the real crossplane CLI included.
	XPLATFORM_BIN='$(abspath $(BIN))' $(GO) test ./...

.PHONY: golden
golden: ## Rewrite the golden files of test/pipeline. Read the diff before you commit it.
	$(GO) test ./test/pipeline -run TestGolden -update

.PHONY: lint
lint: $(BIN)/golangci-lint ## Run golangci-lint.
	$(BIN)/golangci-lint run --allow-parallel-runners

.PHONY: format
format: $(BIN)/golangci-lint ## Format the code.
	$(BIN)/golangci-lint fmt

.PHONY: generate
generate: ## Regenerate the XRDs, the schema and the API reference from the Go types.
	$(GO) run ./hack/generate

.PHONY: verify
verify: generate ## Fail where generated files or go.mod are not up to date.
	$(GO) mod tidy -diff
	@changed=$$(git status --porcelain -- apis docs/reference); \
	  if [[ -n $$changed ]]; then echo "not up to date, run make generate and commit:" >&2; echo "$$changed" >&2; exit 1; fi

.PHONY: clean
clean: ## Remove everything that was built.
	rm -rf _output

# Tools are pinned in modules of their own, so that their dependencies stay out
# of the product's go.mod.
crossplane_version = $(shell sed -n 's|.*github.com/crossplane/crossplane/v2 \(v[^ ]*\).*|\1|p' tools/crossplane/go.mod)

$(BIN)/crossplane: tools/crossplane/go.mod tools/crossplane/go.sum
	@echo 'compiling the crossplane CLI $(crossplane_version), once: 2 to 4 minutes …' >&2
	@$(GO) -C tools/crossplane build -o '$(abspath $@)' \
	  -ldflags '-s -w -X github.com/crossplane/crossplane/v2/internal/version.version=$(crossplane_version)' \
	  github.com/crossplane/crossplane/v2/cmd/crank
	@touch $@

$(BIN)/golangci-lint: tools/lint/go.mod tools/lint/go.sum
	@echo 'compiling golangci-lint, once: 1 to 3 minutes …' >&2
	@$(GO) -C tools/lint build -o '$(abspath $@)' github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch $@

$(programs): $(BIN)/%: $(sources)
	@echo 'compiling $* …$(if $(wildcard $@),, the first time takes some minutes: the AWS types are many)' >&2
	@$(GO) build -o $@ ./cmd/$*
	@touch $@

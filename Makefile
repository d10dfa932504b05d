# Every target is described by the words after its ##; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

GO  ?= go
BIN := _output/bin

# Everything is compiled in one way, so that packages, programs and tests share
# the AWS types in Go's cache: they take minutes to compile.
export CGO_ENABLED := 0
export GOFLAGS     := $(strip $(GOFLAGS) -trimpath -buildvcs=false)

# Where packages are published, and as what.
REGISTRY ?= xpkg.crossplane.io
ORG      ?= xplatform-dev
VERSION  ?= $(or $(shell git describe --tags --match='v[0-9]*' --dirty 2>/dev/null),v0.0.0-dev)

functions := $(notdir $(wildcard cmd/function-xplatform-*))
programs  := $(addprefix $(BIN)/,$(functions) xplatform-render)
stamp     := -s -w -X github.com/xplatform-dev/xplatform/internal/version.version=$(VERSION)
sources   := go.mod go.sum $(shell find apis cmd functions internal -type f ! -name '*_test.go' ! -path '*/testdata/*')

##@ Use

.PHONY: help
help: ## List the targets.
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z0-9-]+:.*## / {printf "  \033[1m%-9s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: render
render: build ## Print every resource that a claim stands for. CLAIM= OBSERVED= FAMILY=cluster|namespaced RECONCILE=settled|first
	@$(BIN)/xplatform-render $(if $(CLAIM),--claim='$(CLAIM)') $(if $(OBSERVED),--observed='$(OBSERVED)') $(if $(FAMILY),--family='$(FAMILY)') $(if $(RECONCILE),--reconcile='$(RECONCILE)')

.PHONY: build
build: $(BIN)/crossplane $(programs) ## Build the functions, the render tool and the crossplane CLI into _output/bin.

##@ Publish

.PHONY: xpkg
xpkg: $(BIN)/crossplane $(BIN)/xplatform-package ## Build the packages for amd64 and arm64 into _output/xpkg. REGISTRY= ORG= VERSION= ARCHITECTURES=
	@for arch in $(subst $(comma), ,$(ARCHITECTURES)); do \
	  echo "compiling the functions for $$arch …" >&2; \
	  mkdir -p $(XPKG)/bin/linux_$$arch; \
	  GOOS=linux GOARCH=$$arch $(GO) build -ldflags '$(stamp)' -o $(XPKG)/bin/linux_$$arch/ $(addprefix ./cmd/,$(functions)); \
	done
	@$(BIN)/xplatform-package build $(release)
	@cd $(XPKG) && sha256sum *.xpkg >&2

.PHONY: xpkg-push
xpkg-push: xpkg ## Push the packages as REGISTRY/ORG/…:VERSION with the crossplane CLI, the Configuration last.
	@$(BIN)/xplatform-package push $(release)

XPKG          := _output/xpkg
ARCHITECTURES ?= amd64,arm64
comma         := ,
release        = --registry='$(REGISTRY)' --organisation='$(ORG)' --version='$(VERSION)' --architectures='$(ARCHITECTURES)'

$(BIN)/xplatform-package: $(shell find tools/package -name '*.go' ! -name '*_test.go') tools/package/go.mod tools/package/go.sum
	@$(GO) -C tools/package build -o '$(abspath $@)' .
	@touch $@

##@ Develop

.PHONY: test
test: build ## Run all tests, the rendered cases through the real crossplane CLI included.
	XPLATFORM_BIN='$(abspath $(BIN))' $(GO) test ./...
	XPLATFORM_BIN='$(abspath $(BIN))' $(GO) -C tools/package test ./...

.PHONY: golden
golden: ## Rewrite the golden files of test/pipeline. Read the diff before you commit it.
	$(GO) test ./test/pipeline -run TestGolden -update

.PHONY: lint
lint: $(BIN)/golangci-lint ## Run golangci-lint.
	$(BIN)/golangci-lint run
	cd tools/package && '$(abspath $(BIN))/golangci-lint' run

.PHONY: format
format: $(BIN)/golangci-lint ## Format the code.
	$(BIN)/golangci-lint fmt

.PHONY: generate
generate: ## Regenerate the XRDs, the schema and the API reference from the Go types.
	$(GO) run ./hack/generate

.PHONY: verify
verify: generate ## Fail where generated files or go.mod are not up to date.
	$(GO) mod tidy -diff
	$(GO) -C tools/package mod tidy -diff
	@changed=$$(git status --porcelain -- apis docs/reference examples/install); \
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
	@$(GO) build -ldflags '$(stamp)' -o $@ ./cmd/$*
	@touch $@

package io.gyre.sinks.restore;

import io.gyre.wire.seal.ssh.AllowedSigners;

/** Whose manifests are believed. */
public sealed interface Trust {
    /** Only those that one of these has signed. */
    record SignedBy(AllowedSigners signers) implements Trust {}

    /** Anybody's, signed or not: for a look at what is there, and for topics that only trusted ones may write to. */
    record Anyone() implements Trust {}
}

/**
 * What each chunk of a session line answers for, and which segments of earlier chunks it needs: pure functions of the folders and of the
 * ledger. A boundary between two chunks is decided once, by the first of them that is published, and stays.
 */
@NullMarked
package io.gyre.publisher.window;

import org.jspecify.annotations.NullMarked;

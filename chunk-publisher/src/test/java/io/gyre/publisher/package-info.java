/** Tests of the publisher against a real broker in this process, with real recordings. */
@NullMarked
package io.gyre.publisher;

import org.jspecify.annotations.NullMarked;

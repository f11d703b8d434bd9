@NullMarked
package io.gyre.publisher.pack;

import org.jspecify.annotations.NullMarked;

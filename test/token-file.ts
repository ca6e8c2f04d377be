// Captions as Flickr8k distributes them, with everything that is known to be wrong in them. Runs in Node, in tests.
export const TOKEN_TXT = `dog.jpg#0\tA dog runs .
dog.jpg#1\tThe dog 's ball
no tab in this line
cat.jpg#0\t
dog.jpg#1\tsaid before
cat.jpg.1#0\tcaption of a picture that does not exist

cat.jpg#1\tA cat sleeps\r
`;

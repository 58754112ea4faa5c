export { type Photo, readPhoto } from './read-photo.js';
